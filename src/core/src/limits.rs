//! Every bound of the server in one place, with the relations between them checked at compile time.
//!
//! Units last. A limit that guards memory says per what it is counted.

// ---- frames ---------------------------------------------------------------------------------

/// Largest frame a client may send before it is authenticated, size field included.
/// The largest honest one is 0x0592 with its hardware survey, below 2 KiB.
pub const FRAME_BYTES_UNAUTHENTICATED_MAX: usize = 4 * 1024;
/// Largest frame a client in the world may send, size field included.
pub const FRAME_BYTES_MAX: usize = 64 * 1024;
/// Containers inside containers: 0x0244{0x038C{..}} or 0x0244{0x025C{..}} is the honest depth.
pub const CONTAINER_DEPTH_MAX: usize = 3;
/// Bytes taken from a socket in one read: a second of what a client says at most times, and small
/// enough that a stranger's read, backlog and message fit into 16 KiB together.
pub const READ_CHUNK_BYTES: usize = 2 * 1024;

// ---- sts ------------------------------------------------------------------------------------

/// Header block plus body of one STS request.
pub const STS_REQUEST_BYTES_MAX: usize = 2 * 1024;
/// Header lines of one STS request.
pub const STS_HEADERS_MAX: usize = 16;
/// A request that has begun must be whole by then.
pub const STS_REQUEST_DEADLINE_MS: u64 = 5_000;
/// Bytes of requests waiting behind the one being answered.
pub const STS_BACKLOG_BYTES_MAX: usize = 6 * 1024;
/// Login attempts on one STS connection.
pub const STS_ATTEMPTS_MAX: u32 = 10;
/// Game tokens minted on one STS connection.
pub const STS_TOKENS_MAX: u32 = 16;
/// E-mail and password, in bytes of UTF-8.
pub const EMAIL_BYTES_MAX: usize = 250;
/// Password, in bytes of UTF-8.
pub const PASSWORD_BYTES_MAX: usize = 128;

// ---- connections ----------------------------------------------------------------------------

/// Bytes waiting for one client's socket before it is closed as too slow.
pub const OUTBOX_BYTES_MAX: usize = 256 * 1024;
/// Bytes the kernel is asked to keep for one client, sent and not yet taken; it doubles the number
/// for its own book-keeping.
pub const SEND_BUFFER_BYTES: usize = 256 * 1024;
/// Bytes of one step that are sent to one client in one call.
pub const OUTGOING_BYTES: usize = 128 * 1024;
/// Bytes an outbox may hold before it is flushed ahead of the tick.
pub const OUTBOX_FLUSH_BYTES: usize = 16 * 1024;
/// Connections of one shard.
pub const CONNECTIONS_PER_SHARD_MAX: usize = 16 * 1024;
/// Unauthenticated connections from one address (v6: one /64).
pub const UNAUTHENTICATED_PER_ADDRESS_MAX: usize = 32;
/// A connection must have said its first whole request or frame by then.
pub const HANDSHAKE_DEADLINE_MS: u64 = 10_000;
/// A whole login conversation on STS or auth must be over by then.
pub const LOGIN_DEADLINE_MS: u64 = 60_000;
/// A game connection without any client packet is dropped (`sts.md` section 7: 300 s).
pub const IDLE_DEADLINE_MS: u64 = 300_000;
/// Calls of one connection's lane that wait for their answers.
pub const CALLS_PER_CONNECTION_MAX: usize = 8;
/// Signals of zones and services waiting for one connection's lane.
pub const SIGNALS_PER_CONNECTION_MAX: usize = 256;
/// After a close, what is pending may take this long to reach the client.
pub const CLOSE_FLUSH_MS: u64 = 1_000;
/// Listen queue of each listener.
pub const LISTEN_BACKLOG: i32 = 4096;

// ---- login ----------------------------------------------------------------------------------

/// Failed proofs per account or address that cost nothing.
pub const LOGIN_FAILURES_FREE: u32 = 5;
/// Longest delay between two attempts after that.
pub const LOGIN_DELAY_MS_MAX: u64 = 900_000;
/// An address is forgiven its failures this long after the last one.
pub const LOGIN_ADDRESS_MEMORY_MS: u64 = 3_600_000;
/// An account is forgiven its failures this long after the last one, or by a right proof.
pub const LOGIN_ACCOUNT_MEMORY_MS: u64 = 86_400_000;
/// Accounts and addresses remembered by the attempt limiter.
pub const LOGIN_LIMITER_ENTRIES_MAX: usize = 65_536;
/// A game token is good for one use within this time.
pub const GAME_TOKEN_LIFETIME_MS: u64 = 60_000;
/// A session key is good until used, within this time.
pub const SESSION_KEY_LIFETIME_MS: u64 = 60_000;
/// Game tokens, and session keys, taken away by one sign of life of a realm once they expired.
pub const LOGIN_SECRETS_SWEPT_MAX: usize = 10_000;
/// SRP computations waiting for the worker threads.
pub const SRP_QUEUE_MAX: usize = 4096;
/// Threads for SRP computations; more than cores of any machine give nothing.
pub const SRP_THREADS_MAX: usize = 256;

// ---- characters -----------------------------------------------------------------------------

/// Characters of one account on one realm that the store will ever return.
pub const CHARACTERS_PER_ACCOUNT_MAX: usize = 64;
/// Slots of an account without purchases (`features.md` section 3).
pub const CHARACTER_SLOTS_DEFAULT: u32 = 12;
/// Customisation pairs of one character (4-bit count on the wire in 0x0117).
pub const CUSTOMISATIONS_MAX: usize = 15;
/// Bone sliders of one character.
pub const BONES_MAX: usize = 128;
/// Whole character name, in UTF-16 units, the space included.
pub const CHARACTER_NAME_UNITS_MAX: usize = 31;
/// One part of a character name, in UTF-16 units (`features.md` section 3).
pub const CHARACTER_NAME_PART_UNITS_MAX: usize = 29;
/// Shortest whole character name, in UTF-16 units, the space included.
pub const CHARACTER_NAME_UNITS_MIN: usize = 5;
/// Positions in the realm queue.
pub const REALM_QUEUE_MAX: usize = 10_000;
/// A waiting player is told its place when it changed, at most this often.
pub const QUEUE_REFRESH_MS: u64 = 5_000;
/// Waiting time shown per place in the queue (`features.md` section 1).
pub const QUEUE_SECONDS_PER_PLACE: u32 = 30;
/// A player who drops out of the queue keeps its place this long.
pub const QUEUE_GRACE_MS: u64 = 120_000;
/// Accounts whose whereabouts one realm remembers.
pub const PRESENCE_ACCOUNTS_MAX: usize = 262_144;
/// Running zone instances of one realm process.
pub const ZONE_INSTANCES_MAX: usize = 65_536;
/// What was last said to all zones is kept for those on their way to another shard.
pub const NOTICES_KEPT_MAX: usize = 64;
/// A zone that is to move waits so long for what its players have under way at the store.
pub const ZONE_SETTLE_MS: u64 = 1_000;
/// A zone that moved waits so long for its players' connections.
pub const ZONE_FOLLOW_MS: u64 = 5_000;
/// Shards count as far apart when one has so many thousandths of a core more to do.
pub const BALANCE_GAP_MIN: u32 = 250;
/// So many looks in a row the shards are far apart before a zone moves.
pub const BALANCE_LOOKS: u32 = 5;
/// Between two looks, and two reports of every shard.
pub const BALANCE_LOOK_MS: u64 = 2_000;
/// Between two moves of zones for the sake of load.
pub const BALANCE_PAUSE_MS: u64 = 30_000;
/// A zone that moved stays so long.
pub const BALANCE_REST_MS: u64 = 300_000;
/// Zones that ended of which a shard remembers what became of them: far more than can end while
/// somebody is on the way to one.
pub const ZONES_GONE_MAX: usize = 4_096;
/// Copies of worlds that belong to somebody, of one realm process.
pub const PRIVATE_INSTANCES_MAX: usize = 32_768;
/// New copies of worlds one account may have opened within `INSTANCES_NEW_MS` (`features.md`
/// section 4).
pub const INSTANCES_NEW_MAX: usize = 10;
/// See `INSTANCES_NEW_MAX`.
pub const INSTANCES_NEW_MS: u64 = 3_600_000;
/// Players in one copy that belongs to somebody (`features.md` section 4).
pub const PLAYERS_PER_INSTANCE_MAX: usize = 100;
/// Worlds whose copy a character is tied to.
pub const INSTANCE_LOCKS_MAX: usize = 64;
/// Taxi nodes a character can have found; the client's table has fewer than three hundred.
pub const TAXI_NODES_MAX: usize = 1024;
/// Factions that think something of a character; the client's table has about twelve hundred.
pub const REPUTATIONS_MAX: usize = 2048;
/// Datacubes and volumes a character can have read; the client's tables have about 1,200.
pub const WRITINGS_MAX: usize = 4096;
/// Groups of hexes on all maps together: their ids have 14 bits on the wire (0x0965).
pub const HEX_GROUPS_MAX: usize = 1 << 14;
/// Bits of one map of a zone on the wire (0x01B4), in bytes; the largest the client has need a few
/// hundred.
pub const ZONE_MAP_BYTES_MAX: usize = 16 * 1024;
/// Realms in one realm list.
pub const REALMS_MAX: usize = 256;
/// Messages refused by the gate before a connection counts as a flood; one is forgiven each
/// `GATE_FORGIVE_MS`.
pub const GATE_REFUSALS_MAX: u32 = 200;
/// See `GATE_REFUSALS_MAX`.
pub const GATE_FORGIVE_MS: u64 = 250;

// ---- world ----------------------------------------------------------------------------------

/// World units a unit sees on open maps.
pub const VISION_RANGE: f32 = 128.0;
/// World units a unit sees in a copy that belongs to somebody: all of it, as sight is unlimited
/// there (`features.md` section 4), from any corner of a world to the one across.
pub const INSTANCE_VISION_RANGE: f32 = GRID_SIZE * GRIDS_PER_EDGE as f32 * 2.0;
/// World units around a player in which the grids of a copy are looked after; everything in it
/// stands whoever is near.
pub const INSTANCE_GRID_RANGE: f32 = 1024.0;
/// Movers whose every step one viewer is told, the nearest ones.
pub const VISIBLE_MOVERS_MAX: usize = 150;
/// Milliseconds between two messages of a mover beyond those.
pub const FAR_INTERVAL_MS: u64 = 1_000;
/// Parts in which the players of a zone are told of each other's steps, at most; a power of two.
pub const RELAY_TURNS_MAX: u64 = 8;
/// Milliseconds between two such tellings, at most.
pub const RELAY_INTERVAL_MS_MAX: u32 = 1_000;
/// Edge of a grid, the unit of loading, in world units.
pub const GRID_SIZE: f32 = 512.0;
/// So many world units beyond what a player sees, everything is there already: farther than anybody
/// gets in a step, than a stroller strays, and than a course bends between two looks at it.
pub const GRID_AHEAD: f32 = 64.0;
/// A grid that nobody sees anything of is given up after so long (`features.md` section 4).
pub const GRID_IDLE_MS: u64 = 600_000;
/// Edge of a cell, the unit of searching, in world units.
pub const CELL_SIZE: f32 = 32.0;
/// Grids along one edge of a world; the origin lies in the middle.
pub const GRIDS_PER_EDGE: u32 = 128;
/// Entities of one zone instance.
pub const ENTITIES_PER_ZONE_MAX: usize = 262_144;
/// Players of one zone instance.
pub const PLAYERS_PER_ZONE_MAX: usize = 8192;
/// Foes in the threat table of one unit; who comes later is not noticed.
pub const THREAT_ENTRIES_MAX: usize = 256;
/// Foes a client is told of: the lists of 0x0909.
pub const THREAT_SHOWN_MAX: usize = 5;
/// Events that run in one zone at a time.
pub const EVENTS_RUNNING_MAX: usize = 64;
/// Creatures of one band that take up one member's fight.
pub const BAND_MAX: usize = 16;
/// Creatures that answer one call for help.
pub const HELPERS_MAX: usize = 6;
/// Ways around something that one zone looks for in one step; the others wait for the next.
pub const PATH_SEARCHES_PER_STEP_MAX: u32 = 4;
/// Points of one way that a client is told.
pub const WAY_POINTS_MAX: usize = 128;
/// Messages of one player waiting for the next zone tick.
pub const INPUTS_PER_PLAYER_TICK_MAX: usize = 64;
/// Bytes of one player's messages waiting for the next zone tick.
pub const INPUT_BYTES_PER_PLAYER_TICK_MAX: usize = 64 * 1024;
/// Movement commands in one 0x0637.
pub const MOVEMENT_COMMANDS_MAX: usize = 32;
/// Steps of a player that were not believed and are not forgiven, beyond which it is sent away when
/// the configuration says nothing else.
pub const REFUSED_STEPS_MAX: u32 = 12;
/// So many of them are said in the log.
pub const REFUSED_STEPS_TOLD: u32 = 6;
const _: () = assert!(REFUSED_STEPS_TOLD <= REFUSED_STEPS_MAX);
/// Nodes of one spline; those of the client's tables have fewer than a hundred.
pub const SPLINE_NODES_MAX: usize = 1000;
/// Splines that are travelled as one; a 10-bit count on the wire.
pub const SPLINE_CHAIN_MAX: usize = 64;
/// Keys of one movement command; an 8-bit count where the wire has the least.
pub const MOTION_KEYS_MAX: usize = 255;
/// Keys of one movement command of a client, which tells what it did in an eighth of a second.
pub const CLAIMED_KEYS_MAX: usize = 64;
/// Players in the answer to one search.
pub const WHO_RESULTS_MAX: usize = 50;
/// Items shown of somebody who is looked at: a 5-bit count.
pub const INSPECTED_ITEMS_MAX: usize = 31;
/// Chat text in UTF-16 units.
pub const CHAT_UNITS_MAX: usize = 1024;
/// One spoken line in UTF-16 units (`features.md` section 37: chat 1-500).
pub const CHAT_LINE_UNITS_MAX: usize = 500;
/// Joins, leaves and commands one zone takes in one step.
pub const ZONE_CONTROL_INPUTS_MAX: usize = 2 * PLAYERS_PER_ZONE_MAX;
/// Units one player is shown per step, its own not counted: what bounds the burst of entering a
/// crowd.
pub const APPEARANCES_PER_TICK_MAX: usize = 128;
/// Opcodes without a handler that one zone tells apart.
pub const UNHANDLED_OPCODES_MAX: usize = 64;
/// One piece of a zone's input log: a body, or an entry with all its items.
pub const INPUT_LOG_PIECE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Pieces of zones' input logs waiting to be written; a log without room for one ends there.
pub const ZONE_LOG_QUEUE_MAX: usize = 256;
/// Bytes a zone's input log gathers before they are handed to the writer.
pub const ZONE_LOG_PIECE_BYTES: usize = 64 * 1024;
/// Bytes of one zone's input log; it ends there.
pub const ZONE_LOG_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// Range of say in world units.
pub const CHAT_SAY_RANGE: f32 = 155.0;
/// Range of yell in world units.
pub const CHAT_YELL_RANGE: f32 = 310.0;
/// Milliseconds between two steps of a zone.
pub const ZONE_TICK_MS: u64 = 50;
/// Camping time before a logout (`flows.md` section 6).
pub const LOGOUT_MS: u64 = 30_000;

// ---- scripts --------------------------------------------------------------------------------

/// Scripts of one realm.
pub const SCRIPTS_MAX: usize = 256;
/// Bytes of one script.
pub const SCRIPT_BYTES_MAX: usize = 256 * 1024;
/// Folders within folders of scripts.
pub const SCRIPT_FOLDERS_MAX: usize = 8;
/// Memory of all scripts of one shard.
pub const SCRIPT_MEMORY_BYTES_MAX: usize = 16 * 1024 * 1024;
/// A script that is told of one thing is stopped after so long, in microseconds.
pub const SCRIPT_CALL_US_MAX: u64 = 5_000;
/// Scripts of one shard begin nothing more in a tick after so long, in microseconds; the rest waits
/// for the next.
pub const SCRIPT_TICK_US_MAX: u64 = 10_000;
/// Failures of one script within [`SCRIPT_FAILURES_MS`] after which it is told nothing more.
pub const SCRIPT_FAILURES_MAX: u32 = 10;
/// See [`SCRIPT_FAILURES_MAX`].
pub const SCRIPT_FAILURES_MS: u64 = 60_000;
/// Times the scripts of one shard may break within [`SCRIPT_REBUILD_WINDOW_MS`] before they are
/// off.
pub const SCRIPT_REBUILDS_MAX: u32 = 3;
/// See [`SCRIPT_REBUILDS_MAX`].
pub const SCRIPT_REBUILD_WINDOW_MS: u64 = 60_000;
/// Bytes of what is told of one failure.
pub const SCRIPT_FAULT_BYTES_MAX: usize = 512;
/// Happenings that one step tells scripts; more are counted and lost.
pub const SCRIPT_HAPPENINGS_PER_STEP_MAX: usize = 4_096;
/// Happenings of one shard that wait for scripts; more are counted and lost.
pub const SCRIPT_HAPPENINGS_WAITING_MAX: usize = 65_536;
/// Functions that one script of a zone has for events.
pub const SCRIPT_HANDLERS_MAX: usize = 256;
/// Timers of one zone.
pub const SCRIPT_TIMERS_PER_ZONE_MAX: usize = 1_024;
/// Shortest time a timer takes.
pub const SCRIPT_TIMER_MS_MIN: u64 = 50;
/// Longest time a timer takes: a day.
pub const SCRIPT_TIMER_MS_MAX: u64 = 86_400_000;
/// Acts of scripts that one zone takes in one step; more are an error of the script.
pub const SCRIPT_ACTS_PER_STEP_MAX: usize = 1_024;
/// Lines that scripts of one shard write into the log in a second; more are counted and lost.
pub const SCRIPT_LOG_LINES_PER_S_MAX: u32 = 50;
/// Units that scripts made and that stand in one zone.
pub const SCRIPT_UNITS_PER_ZONE_MAX: usize = 1_024;
/// Places of one zone that scripts want noticed.
pub const SCRIPT_PLACES_PER_ZONE_MAX: usize = 64;
/// World units; a script's place is not larger.
pub const SCRIPT_PLACE_RADIUS_MAX: f32 = 512.0;
/// The number of the first place of a script among the locations of the client's tables.
pub const SCRIPT_PLACES_FROM: u32 = 1 << 31;

// ---- valuables ------------------------------------------------------------------------------

/// Wishes about items and currency that wait behind the open one of a character.
pub const VALUABLES_WAITING_MAX: usize = 32;
/// Operations of one zone that are neither kept nor refused.
pub const VALUABLES_OPEN_PER_ZONE_MAX: usize = 2 * PLAYERS_PER_ZONE_MAX;
/// A wish that is not settled by then is answered with an error.
pub const VALUABLES_PATIENCE_MS: u64 = 900;
/// Ids of items a shard has at hand; below it takes the next block.
pub const VALUABLES_IDS_AT_HAND: u64 = 2 * ID_BLOCK;
/// An operation that creates items waits so long for their ids.
pub const VALUABLES_IDS_WAIT_MS: u64 = 300;
/// Milliseconds between two questions to a store that does not answer.
pub const VALUABLES_RETRY_MS: u64 = 250;

// ---- between threads ------------------------------------------------------------------------

/// Requests waiting for the database thread.
pub const DB_QUEUE_MAX: usize = 8192;
/// Requests the database thread works on at the same time; the others wait in its queue.
pub const DB_IN_FLIGHT_MAX: usize = 256;
/// Threads of the database that wait for a disk or for a lock on a file.
pub const DB_THREADS_MAX: usize = 32;
/// A read or a repeatable write is answered or given up by then, the wait in the queue included.
pub const DB_REQUEST_MS_MAX: u64 = 1500;
/// A valuable operation is committed or refused by then.
pub const DB_COMMIT_MS_MAX: u64 = 800;
/// Longest wait for a free database connection.
pub const DB_ACQUIRE_MS_MAX: u64 = 600;
/// A database connection used this short a time ago is lent out without a ping.
pub const DB_IDLE_TRUSTED_MS: u64 = 1000;
/// PostgreSQL ends a statement or an abandoned transaction of ours after this.
pub const DB_STATEMENT_MS_MAX: u64 = 5000;
/// Operations that share one transaction.
pub const DB_GROUP_MAX: usize = 256;
/// Longest time operations are gathered for one transaction.
pub const DB_GROUP_GATHER_MS: u64 = 5;
/// Sides of one valuable operation (a full mail box or a trade of everything fits).
pub const OPERATION_SIDES_MAX: usize = 512;
/// A character as a file: some thousand items, each in a few lines.
pub const CHARACTER_FILE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Ids handed out at once: one block costs one write.
pub const ID_BLOCK: u64 = 1024;
/// Rows in one bulk statement: 25 columns stay below the 32,766 values SQLite binds.
pub const DB_BULK_ROWS: usize = 500;
/// Characters in one request of soft state.
pub const SOFT_STATE_BATCH_MAX: usize = 8192;
/// Bytes of one world-database file.
pub const IMPORT_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Errors an import keeps; the rest is counted.
pub const IMPORT_ERRORS_MAX: usize = 1000;
/// Batches waiting in one shard's inbox.
pub const SHARD_INBOX_MAX: usize = 4096;
/// Messages a shard keeps for a full inbox before it drops the oldest non-vital ones.
pub const SHARD_SPILL_MAX: usize = 65_536;
/// Shards of one process.
pub const SHARDS_MAX: usize = 256;
/// Position and other soft state is at most this old in the database.
pub const SOFT_STATE_AGE_MS_MAX: u64 = 30_000;
/// A task that keeps its shard from others for longer is a stall.
pub const STALL_MS: u64 = 50;
/// A shard that stands still for longer is reported as sick.
pub const STALL_ERROR_MS: u64 = 2_000;
/// Copies of metrics waiting for whoever reads them.
pub const METRICS_QUEUE_MAX: usize = 1024;
/// SIGTERM to exit, when it was sent twice.
pub const DRAIN_HURRIED_MS: u64 = 1_500;
/// SIGTERM to exit.
pub const DRAIN_DEADLINE_MS: u64 = 10_000;

// ---- the process ----------------------------------------------------------------------------

/// Log lines waiting to be written; more are counted and lost.
pub const LOG_LINES_QUEUED_MAX: usize = 65_536;
/// Messages waiting to be written into recordings; more are counted and lost.
pub const CAPTURE_QUEUE_MAX: usize = 4096;
/// Bytes of one recording.
pub const CAPTURE_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Bytes of all recordings in their folder, earlier ones included.
pub const CAPTURE_FOLDER_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// Recordings under way at once.
pub const CAPTURES_OPEN_MAX: usize = 1024;
/// Accounts on the roll of those to be recorded.
pub const CAPTURE_ACCOUNTS_MAX: usize = 64;
/// Bytes kept of what is said on a recorded connection before the hello that says whose it is.
pub const CAPTURE_WAITING_BYTES_MAX: usize = 1024;
/// Opcodes without a handler that one shard tells apart.
pub const UNHANDLED_PER_SHARD_MAX: usize = 512;
/// Bytes of a message without a handler that are shown in the log.
pub const UNHANDLED_SAMPLE_BYTES: usize = 16;
/// Messages without a handler that a connection before the world remembers until it is asked.
pub const UNHANDLED_PER_CONNECTION_MAX: usize = 4;
/// Crash files one process leaves.
pub const CRASH_FILES_MAX: usize = 20;

// ---- commands -------------------------------------------------------------------------------

/// Bytes of one command line.
pub const COMMAND_LINE_BYTES_MAX: usize = 2 * 1024;
/// Lines of one command's answer; more are counted and lost.
pub const COMMAND_ANSWER_LINES_MAX: usize = 500;
/// Bytes of an answer that the log of commands keeps.
pub const COMMAND_LOG_ANSWER_BYTES: usize = 1024;
/// Commands of console, socket and HTTP that wait for the realm.
pub const COMMANDS_WAITING_MAX: usize = 64;
/// Commands under way at once in one realm.
pub const COMMANDS_OPEN_MAX: usize = 256;
/// Those in one vehicle: the client is told of no more (their count has 3 bits).
pub const VEHICLE_PASSENGERS_MAX: usize = 7;
/// Units of a zone that are shown on a map.
pub const SURVEY_UNITS_MAX: usize = 16_384;
/// A zone has done its part of a command by then, or it failed.
pub const COMMAND_ZONE_MS_MAX: u64 = 5_000;

// ---- realms ---------------------------------------------------------------------------------

/// Milliseconds between two signs of life of a realm process.
pub const REALM_HEARTBEAT_MS: u64 = 5_000;
/// A realm that was not heard of for so long counts as down.
pub const REALM_STALE_MS: i64 = 15_000;
/// So long before a countdown ends nobody new is let in.
pub const LOGINS_CLOSE_MS: u64 = 60_000;
/// Milliseconds between two looks whether another realm wants an account that plays here.
pub const SEAT_LOOK_MS: u64 = 1_000;
/// Who chooses a character is kept waiting for so long until the realm it comes from lets it go,
/// or this one has saved it.
pub const SEAT_WAIT_MS: u64 = 8_000;
/// Milliseconds between two looks whether the other realm has.
pub const SEAT_ASK_MS: u64 = 500;
/// Milliseconds between two looks whether this one has.
pub const SAVE_ASK_MS: u64 = 50;
/// Accounts given to another realm in one look.
pub const SEATS_WANTED_MAX: usize = 1_000;
/// Lines shown beside the realm list.
pub const REALM_MESSAGES_MAX: usize = 16;
/// Milliseconds between two writes of soft state nobody waits for.
pub const SOFT_STATE_WRITE_MS: u64 = 2_000;

// ---- http -----------------------------------------------------------------------------------

/// Bearer tokens a realm keeps.
pub const API_TOKENS_MAX: usize = 256;
/// Bytes of a bearer token's name.
pub const API_TOKEN_NAME_BYTES_MAX: usize = 64;
/// Bytes of a bearer token's scopes, written out.
pub const API_TOKEN_SCOPES_BYTES_MAX: usize = 1024;
/// HTTP connections open at once; a browser opens six.
pub const HTTP_CONNECTIONS_MAX: usize = 256;
/// HTTP connections of one address.
pub const HTTP_CONNECTIONS_PER_ADDRESS_MAX: usize = 32;
/// Head of one HTTP request.
pub const HTTP_HEAD_BYTES_MAX: usize = 16 * 1024;
/// Body of one HTTP request.
pub const HTTP_BODY_BYTES_MAX: usize = 64 * 1024;
/// The head of an HTTP request must be whole by then, a TLS handshake too.
pub const HTTP_HEAD_MS_MAX: u64 = 10_000;
/// An HTTP request must be answered by then; streams of events go on.
pub const HTTP_REQUEST_MS_MAX: u64 = 15_000;
/// Logins over HTTP that are remembered.
pub const HTTP_SESSIONS_MAX: usize = 4096;
/// Of those, of one account or token: nobody's logins push out everybody else's.
pub const HTTP_SESSIONS_PER_HOLDER_MAX: usize = 32;
/// A login over HTTP ends this long after it was last used.
pub const HTTP_SESSION_MS: i64 = 12 * 3_600_000;
/// Addresses and tokens whose rate of requests is remembered.
pub const HTTP_RATES_MAX: usize = 16_384;
/// Who takes nothing of an HTTP answer for so long is let go.
pub const HTTP_WRITE_MS_MAX: u64 = 20_000;
/// Streams of live events open at once.
pub const HTTP_STREAMS_MAX: usize = 64;
/// Of those, of one account or token.
pub const HTTP_STREAMS_PER_CALLER_MAX: usize = 16;
/// Of those, of players: the rest is for those who look after the realm.
pub const HTTP_STREAMS_OF_PLAYERS_MAX: usize = 40;
/// Live events waiting for one reader; more are dropped and counted.
pub const HTTP_STREAM_EVENTS_MAX: usize = 64;
/// Items of one page of a list.
pub const HTTP_PAGE_ITEMS_MAX: usize = 500;
/// Lines of the log kept for the page.
pub const LOG_LINES_KEPT_MAX: usize = 2000;
/// Bytes of one kept line of the log.
pub const LOG_LINE_BYTES_MAX: usize = 2048;
/// Worlds that the report on the data names.
pub const DATA_REPORT_WORLDS_MAX: usize = 256;
/// Bytes of that report that are read again.
pub const DATA_REPORT_BYTES_MAX: u64 = 256 * 1024;

const _: () = {
    assert!(FRAME_BYTES_UNAUTHENTICATED_MAX <= FRAME_BYTES_MAX);
    assert!(
        FRAME_BYTES_MAX <= OUTBOX_BYTES_MAX,
        "an outbox must hold the largest frame"
    );
    assert!(OUTBOX_FLUSH_BYTES < OUTBOX_BYTES_MAX);
    assert!(
        OUTGOING_BYTES + FRAME_BYTES_MAX <= OUTBOX_BYTES_MAX,
        "what a full kernel leaves of one call must find room"
    );
    assert!(DRAIN_HURRIED_MS < DRAIN_DEADLINE_MS && CLOSE_FLUSH_MS < DRAIN_HURRIED_MS);
    assert!(STALL_MS < STALL_ERROR_MS);
    // What one stranger can make a shard hold: one read chunk and one unfinished frame.
    assert!(READ_CHUNK_BYTES + FRAME_BYTES_UNAUTHENTICATED_MAX <= 16 * 1024);
    assert!(READ_CHUNK_BYTES + STS_REQUEST_BYTES_MAX <= 16 * 1024);
    assert!(CAPTURE_FILE_BYTES_MAX <= CAPTURE_FOLDER_BYTES_MAX);
    assert!(STS_BACKLOG_BYTES_MAX >= READ_CHUNK_BYTES + STS_REQUEST_BYTES_MAX);
    assert!(STS_BACKLOG_BYTES_MAX <= 16 * 1024);
    assert!(STS_REQUEST_DEADLINE_MS < HANDSHAKE_DEADLINE_MS);
    assert!(LOGIN_DELAY_MS_MAX < LOGIN_ADDRESS_MEMORY_MS);
    assert!(LOGIN_ADDRESS_MEMORY_MS <= LOGIN_ACCOUNT_MEMORY_MS);
    assert!(HANDSHAKE_DEADLINE_MS < LOGIN_DEADLINE_MS);
    assert!(LOGIN_DEADLINE_MS <= IDLE_DEADLINE_MS);
    // Two parts and the space between them.
    assert!(CHARACTER_NAME_UNITS_MIN >= 3);
    assert!(CHARACTER_NAME_PART_UNITS_MAX + 2 <= CHARACTER_NAME_UNITS_MAX);
    assert!(
        GRID_SIZE % CELL_SIZE == 0.0,
        "a grid is a whole number of cells"
    );
    assert!(
        VISION_RANGE % CELL_SIZE == 0.0,
        "vision is searched by whole cells"
    );
    assert!(
        PRIVATE_INSTANCES_MAX < ZONE_INSTANCES_MAX,
        "there must be room for open worlds"
    );
    assert!(PLAYERS_PER_INSTANCE_MAX <= PLAYERS_PER_ZONE_MAX);
    assert!(CHAT_SAY_RANGE < CHAT_YELL_RANGE);
    assert!(CHAT_LINE_UNITS_MAX <= CHAT_UNITS_MAX);
    assert!(FRAME_BYTES_MAX < INPUT_LOG_PIECE_BYTES_MAX);
    assert!(SCRIPT_CALL_US_MAX <= SCRIPT_TICK_US_MAX);
    assert!(SCRIPT_TICK_US_MAX + SCRIPT_CALL_US_MAX < STALL_MS * 1_000);
    assert!(SCRIPT_TICK_US_MAX + SCRIPT_CALL_US_MAX < ZONE_TICK_MS * 1_000);
    assert!(SCRIPT_ACTS_PER_STEP_MAX < ZONE_CONTROL_INPUTS_MAX);
    // Everybody can be replaced by somebody else within one step.
    assert!(ZONE_CONTROL_INPUTS_MAX >= 2 * PLAYERS_PER_ZONE_MAX);
    assert!(INPUT_BYTES_PER_PLAYER_TICK_MAX >= FRAME_BYTES_MAX);
    assert!(SOFT_STATE_AGE_MS_MAX >= ZONE_TICK_MS);
    assert!(
        REALM_HEARTBEAT_MS * 2 < REALM_STALE_MS as u64,
        "one lost sign of life is forgiven"
    );
    assert!(
        DB_ACQUIRE_MS_MAX < DB_COMMIT_MS_MAX && DB_COMMIT_MS_MAX <= DB_REQUEST_MS_MAX,
        "an outage must be told before the deadline passes"
    );
    assert!(
        DB_REQUEST_MS_MAX < DB_STATEMENT_MS_MAX,
        "PostgreSQL must not end what we still wait for"
    );
    // A refusal by the store comes before patience ends, and both within a second.
    assert!(DB_COMMIT_MS_MAX + ZONE_TICK_MS <= VALUABLES_PATIENCE_MS);
    assert!(VALUABLES_PATIENCE_MS + 2 * ZONE_TICK_MS <= 1000);
    assert!(HTTP_SESSIONS_PER_HOLDER_MAX < HTTP_SESSIONS_MAX);
    assert!(HTTP_STREAMS_PER_CALLER_MAX < HTTP_STREAMS_OF_PLAYERS_MAX);
    assert!(HTTP_STREAMS_OF_PLAYERS_MAX + HTTP_STREAMS_PER_CALLER_MAX <= HTTP_STREAMS_MAX);
    assert!(DB_GROUP_GATHER_MS <= 10);
    assert!(DB_BULK_ROWS * 25 <= 32_766);
};
