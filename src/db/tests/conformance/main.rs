//! One suite of promises, run against SQLite and against PostgreSQL: what holds on one holds on the
//! other. Each case gets an empty database of its own.

mod accounts;
mod characters;
mod house;
mod ledger;
mod outage;
mod page_logins;
mod rights;
mod schema;
mod secrets;
mod support;

use support::Backend;

macro_rules! suite {
    ($($module:ident: $($case:ident),+;)+) => {
        const CASES: &[(&str, fn(&Backend))] = &[$($(
            (concat!(stringify!($module), "::", stringify!($case)), $module::$case),
        )+)+];
    };
}

suite! {
    accounts: an_account_is_stored_whole, emails_are_unique_without_case,
        unknown_accounts_are_not_found,
        password_role_and_suspension_change, lists_come_in_pages, accounts_are_found_by_a_part,
        realms_are_listed_and_beat,
        what_a_realm_was_told_outlives_its_process, two_processes_are_not_one_realm,
        an_account_sits_on_one_realm,
        an_api_token_is_found_until_it_ends, who_hides_is_known;
    secrets: a_token_is_redeemed_once, a_token_expires_and_belongs_to_its_email,
        a_session_key_is_kept_with_the_token, a_session_key_is_redeemed_once,
        a_beat_forgets_secrets_that_expired,
        a_start_makes_secrets_void_that_a_power_failure_may_have_brought_back;
    page_logins: a_page_login_outlives_its_process, a_page_login_ends_when_it_is_not_used,
        what_changes_an_account_ends_its_page_logins, a_page_login_by_a_token_ends_with_it,
        the_page_logins_longest_unused_make_room;
    rights: accounts_differ_from_their_roles, roles_differ_from_what_is_usual,
        the_suspended_are_found_among_others, account_currencies_never_fall_below_zero,
        an_account_goes_with_what_it_holds, every_use_of_a_command_is_found_again,
        a_long_answer_is_cut_off_whole_letters;
    characters: a_character_comes_back_as_it_was_made, names_are_unique_without_case,
        of_concurrent_names_one_wins, slots_are_counted_inside, deletion_frees_the_name,
        a_deleted_character_comes_back, creating_twice_makes_one,
        the_newest_soft_state_wins, soft_state_of_many_is_one_batch,
        what_journeys_leave_behind_survives,
        what_was_seen_of_the_maps_is_added_up,
        what_factions_think_is_kept_in_its_newest_form,
        what_was_read_adds_up, how_a_character_is_comes_with_its_newest_state,
        ids_are_never_handed_out_twice;
    ledger: an_operation_is_applied_once, a_refused_operation_leaves_nothing,
        balances_never_fall_below_zero, items_swap_and_trade_in_one_operation,
        stacks_split_and_merge, charges_are_used_up,
        stale_views_change_nothing, operations_share_a_transaction,
        a_given_up_operation_stays_so, the_ledger_cannot_be_rewritten;
    schema: opening_twice_migrates_once, a_newer_schema_is_refused, a_changed_migration_is_refused,
        rows_of_no_spawn_are_counted;
    house: a_clean_house_passes_the_audit, every_kind_of_damage_is_found,
        a_backup_is_restored_whole, a_restore_replaces_and_gives_no_id_twice,
        whoever_has_it_open_is_noticed, player_data_moves_without_the_world,
        a_character_travels_as_a_file;
    outage: a_full_queue_fails_at_once, a_closed_database_says_so, closing_finishes_what_was_asked,
        what_was_confirmed_is_there_after_reopening;
}

fn run(backend: impl Fn(&str) -> Backend) {
    for (name, case) in CASES {
        // Shown by the test runner when a case fails.
        let started = std::time::Instant::now();
        eprint!("{name} ");
        case(&backend(&name.replace("::", "_")));
        eprintln!("{} ms", started.elapsed().as_millis());
    }
}

#[test]
fn sqlite_keeps_the_promises() {
    run(|_| Backend::sqlite());
}

#[test]
fn postgres_keeps_the_promises() {
    let Some(cluster) = db::testing::PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL not found");
        return;
    };
    run(|name| Backend::postgres(&cluster, name));
    outage::a_restarted_server_is_found_again(&cluster);
    outage::a_dead_server_refuses_within_a_second(&cluster);
}
