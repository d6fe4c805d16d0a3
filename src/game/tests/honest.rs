//! What the checks of movement make of honest players, counted over many minutes of them, and of
//! four kinds of dishonest ones.
//!
//! A player walks, sprints, jumps, falls from bridges, goes through a cave and swims, over hills;
//! its messages leave every 125 ms and arrive late, in order, in bursts, and now and then after a
//! stall. As in the zone, a step that is not believed puts it back and what it says until it has
//! heard of that is ignored.

use bezgelor_core::Vec3;
use bezgelor_core::limits::REFUSED_STEPS_MAX;
use bezgelor_core::time::Millis;
use game::clip::Clip;
use game::movement::{FALL_SPEED, GROUNDED, RISE_SPEED, SPRINT_SPEED, SpeedLimits, StepGuard};

const SEND_MS: u64 = 125;
const FOOT: SpeedLimits = SpeedLimits {
    level: SPRINT_SPEED,
    rise: RISE_SPEED,
    fall: FALL_SPEED,
};

/// A sequence that looks like chance (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// 0 to 1.
    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }
}

/// Hills up to 60 units high with slopes up to 45 degrees, and a shaft every 256 units.
fn ground(x: f32, z: f32) -> Option<f32> {
    let (sx, sz) = (x.rem_euclid(256.0) - 128.0, z.rem_euclid(256.0) - 128.0);
    let is_shaft = sx.abs() < 6.0 && sz.abs() < 6.0;
    (!is_shaft).then(|| hill(x, z))
}

fn hill(x: f32, z: f32) -> f32 {
    20.0 * (x / 40.0).sin() + 20.0 * (z / 45.0).cos() + 6.0 * ((x + z) / 17.0).sin()
}

/// What an honest client does with its unit: every step is one its own physics allow.
struct Walker {
    chance: Chance,
    at: Vec3,
    heading: f32,
    speed: f32,
    /// Upwards, while in the air.
    climb: Option<f32>,
}

impl Walker {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed * 2 + 1);
        for _ in 0..8 {
            chance.next();
        }
        let (x, z) = (chance.share() * 4000.0, chance.share() * 4000.0);
        Self {
            at: Vec3::new(x, hill(x, z), z),
            heading: 0.0,
            speed: SPRINT_SPEED,
            climb: None,
            chance,
        }
    }

    fn step(&mut self) {
        const S: f32 = SEND_MS as f32 / 1000.0;
        if self.chance.one_in(24) {
            self.heading = self.chance.share() * std::f32::consts::TAU;
            self.speed = SPRINT_SPEED * (self.chance.share() * 1.3).min(1.0);
        }
        if self.climb.is_none() && self.chance.one_in(16) {
            self.climb = Some(11.0);
        }
        // Once in a while onto a bridge, and off it again.
        let (sin, cos) = self.heading.sin_cos();
        let way = self.speed * S;
        let (x, z) = (self.at.x + cos * way, self.at.z + sin * way);
        let floor = ground(x, z).unwrap_or(-200.0);
        let y = match &mut self.climb {
            Some(climb) => {
                *climb = (*climb - 30.0 * S).max(-60.0);
                self.at.y + *climb * S
            }
            // Its feet sink in and hang above a little.
            None => floor + (self.chance.share() - 0.5) * 0.6,
        };
        if self.climb.is_some() && y <= floor {
            self.climb = None;
        } else if self.climb.is_none() && self.at.y - y > 4.0 {
            self.climb = Some(0.0);
            self.at = Vec3::new(x, self.at.y, z);
            return;
        }
        let y = y.max(floor);
        // Walls are climbed by nobody: out of the shaft only by way of a rescue, not modelled as a
        // step.
        if y - self.at.y > 1.5 + RISE_SPEED * S {
            self.heading += 2.0;
            return;
        }
        self.at = Vec3::new(x, y, z);
    }
}

/// How late messages arrive.
struct Line {
    chance: Chance,
    base_ms: u64,
    stall_until: u64,
    last: u64,
    /// Stalls that may be longer than what is saved up.
    long_stalls: u64,
}

impl Line {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed * 2 + 77);
        for _ in 0..8 {
            chance.next();
        }
        let base_ms = 20 + chance.next() % 280;
        Self {
            chance,
            base_ms,
            stall_until: 0,
            last: 0,
            long_stalls: 0,
        }
    }

    fn arrives(&mut self, sent: u64) -> u64 {
        // About once a minute the line stalls for up to 1.5 s, once in ten minutes for up to 8.
        if self.chance.one_in(480) {
            self.stall_until = sent + self.chance.next() % 1_500;
        } else if self.chance.one_in(4_800) {
            self.stall_until = sent + self.chance.next() % 8_000;
            self.long_stalls += 1;
        }
        let spread = self.chance.share();
        let jitter = (spread * spread * spread * 250.0) as u64;
        let at = (sent + self.base_ms + jitter).max(self.stall_until);
        self.last = self.last.max(at);
        self.last
    }
}

/// What became of players.
#[derive(Debug, Default)]
struct Count {
    minutes: u64,
    corrections: u64,
    kicks: u64,
    long_stalls: u64,
}

/// Plays `minutes` minutes; `cheat` may change where the client says it is.
fn play(seed: u64, minutes: u64, mut cheat: impl FnMut(&mut Vec3, u64)) -> Count {
    let (mut walker, mut line) = (Walker::new(seed), Line::new(seed));
    let mut guard = StepGuard::new(walker.at, Millis(0), FOOT);
    let mut clip = Clip::default();
    let mut count = Count {
        minutes,
        ..Count::default()
    };
    // Until then the server has control.
    let mut deaf_until = 0;
    for step in 1..=minutes * 60_000 / SEND_MS {
        walker.step();
        let sent = step * SEND_MS;
        let mut said = walker.at;
        cheat(&mut said, sent);
        walker.at = said;
        let heard = line.arrives(sent);
        if heard < deaf_until {
            continue;
        }
        let before = guard.at();
        let mut believed = guard.step(said, Millis(heard), FOOT).is_ok();
        if believed && clip.goes_through(said, ground) {
            guard.take_back(before, Millis(heard));
            believed = false;
        }
        if believed {
            if ground(said.x, said.z).is_none_or(|height| said.y <= height + GROUNDED) {
                guard.touch_ground();
            }
            continue;
        }
        if guard.score() > REFUSED_STEPS_MAX {
            count.kicks += 1;
            return count;
        }
        count.corrections += 1;
        walker.at = guard.at();
        deaf_until = heard + 2 * line.base_ms;
    }
    count.long_stalls = line.long_stalls;
    count
}

fn honest(players: u64, minutes: u64) -> Count {
    let mut all = Count::default();
    for seed in 0..players {
        let one = play(seed, minutes, |_, _| {});
        all.minutes += one.minutes;
        all.corrections += one.corrections;
        all.kicks += one.kicks;
        all.long_stalls += one.long_stalls;
    }
    // Nothing of n is at most 3 of n with 95 %.
    let per_million = 1e6 / all.minutes as f64;
    println!(
        "{all:?}: at most {:.2} false kicks and about {:.0} corrections in a million minutes",
        (all.kicks as f64 + 3.0) * per_million,
        all.corrections as f64 * per_million
    );
    all
}

#[test]
fn honest_players_are_not_kicked() {
    let all = honest(100, 20);
    assert_eq!(all.kicks, 0, "{all:?}");
    // Nobody is put back but for a stall longer than what is saved up, and for that once.
    assert!(all.corrections <= all.long_stalls, "{all:?}");
}

/// By hand: `cargo test --release -p game --test honest -- --ignored --nocapture`.
#[test]
#[ignore = "a million player-minutes; by hand, in release"]
fn a_million_minutes_of_honest_players_see_at_most_one_kick() {
    let all = honest(10_000, 100);
    assert!(all.kicks <= 1, "{all:?}");
}

#[test]
fn who_teleports_speeds_flies_or_clips_is_caught_within_a_minute_or_two() {
    let caught = |name: &str, cheat: fn(&mut Vec3, u64)| {
        let caught = (0..20).filter(|&seed| play(seed, 2, cheat).kicks > 0);
        assert_eq!(caught.count(), 20, "{name}");
    };
    caught("teleports", |at, sent| {
        if sent.is_multiple_of(2_000) {
            at.x += 300.0;
        }
    });
    // Half as fast again as anybody can be, all the time.
    caught("speeds", |at, _| at.x += SPRINT_SPEED * 2.5 * 0.125);
    caught("flies", |at, sent| {
        at.y = sent as f32 / 1000.0 * RISE_SPEED * 2.0;
    });
    // A tenth as fast, and not along the ground: it stays over the spot where it was first.
    let caught_rising = (0..20).filter(|&seed| {
        let mut spot = None;
        let rise = |at: &mut Vec3, sent: u64| {
            let spot: &mut Vec3 = spot.get_or_insert(*at);
            *at = Vec3::new(spot.x, spot.y + sent as f32 / 1000.0 * 2.4, spot.z);
        };
        play(seed, 2, rise).kicks > 0
    });
    assert_eq!(caught_rising.count(), 20, "rises slowly");
    caught("clips", |at, sent| {
        if sent > 5_000 {
            at.y = hill(at.x, at.z) - 15.0;
        }
    });
}
