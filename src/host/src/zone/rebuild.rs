//! A zone that broke: its successor, and who comes into that.

use std::sync::Arc;

use bezgelor_core::ids::CharacterId;
use world::{Arrival, Inputs, Outputs};

use super::HostedZone;

impl HostedZone {
    /// Its successor: everybody comes in again with what is known to be kept, those with something
    /// open once that is settled.
    pub(super) fn rebuilt(self) -> Self {
        let fresh = self
            .population
            .zone(self.config.clone(), Arc::clone(&self.data));
        let salvaged = self.zone.salvage();
        // The step that broke it ends the old log: it is worth most.
        let logs = self.logs.as_ref();
        let log = logs.map(|logs| logs.begin(&self.config, &self.population));
        let mut rebuilt = Self {
            zone: fresh,
            log,
            inputs: Inputs::new(),
            outputs: Outputs::new(),
            has_scripts_on: None,
            had_scripts: false,
            ..self
        };
        rebuilt.life += 1;
        // As they stood; who was still at the door, as last saved. What they hold is what is known
        // to be kept.
        for mut entry in salvaged {
            let resident = rebuilt.residents.get_mut(&entry.sheet.character.id);
            if let Some(resident) = resident {
                entry.sheet.items = std::mem::take(&mut resident.sheet.items);
                entry.sheet.currencies = std::mem::take(&mut resident.sheet.currencies);
                *resident = entry;
            }
        }
        rebuilt.missed.extend(rebuilt.untold.drain());
        // Who was on its way out when it broke does not come in again.
        rebuilt.gone.extend(&rebuilt.leaving);
        let residents = rebuilt.residents.values();
        let stays = residents.filter(|entry| !rebuilt.leaving.contains(&entry.connection));
        let mut characters: Vec<_> = stays.map(|entry| entry.sheet.character.id).collect();
        characters.sort_unstable();
        rebuilt.held_back = characters.iter().copied().collect();
        for character in characters {
            if !rebuilt.open.contains_key(&character) {
                rebuilt.let_in(character);
            }
        }
        rebuilt
    }

    /// Lets somebody in who was held back. The client is in the world already: it gets another
    /// loading screen, not a login, unless there is something of its character it was not told.
    pub(super) fn let_in(&mut self, character: CharacterId) {
        if !self.held_back.remove(&character) {
            return;
        }
        if let Some(entry) = self.residents.get(&character) {
            let mut entry = entry.clone();
            if self.missed.remove(&character) {
                entry.arrival = Arrival::Login;
            }
            if entry.arrival == Arrival::Login {
                self.untold.insert(character);
            }
            // A zone takes twice as many joins as it holds players.
            let _ = self.inputs.join(entry);
        }
    }
}
