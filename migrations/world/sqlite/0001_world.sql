-- Spawns and what belongs to them, as read from world-database files. Ids are stable over imports.

-- source is the file a row came from: importing that file again replaces its rows.
CREATE TABLE spawn (
    id INTEGER PRIMARY KEY,
    entity_type INTEGER NOT NULL,
    creature_id INTEGER NOT NULL,
    world_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    z REAL NOT NULL,
    yaw REAL NOT NULL,
    pitch REAL NOT NULL,
    roll REAL NOT NULL,
    display_info_id INTEGER NOT NULL,
    outfit_info_id INTEGER NOT NULL,
    faction1 INTEGER NOT NULL,
    faction2 INTEGER NOT NULL,
    quest_checklist_index INTEGER NOT NULL,
    active_prop_id INTEGER NOT NULL,
    world_socket_id INTEGER NOT NULL,
    stats TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;
CREATE INDEX spawn_world ON spawn (world_id);
CREATE INDEX spawn_source ON spawn (source);

-- Patrols.
CREATE TABLE spawn_spline (
    spawn_id INTEGER NOT NULL,
    spline_id INTEGER NOT NULL,
    mode INTEGER NOT NULL,
    speed REAL NOT NULL,
    fx REAL NOT NULL,
    fy REAL NOT NULL,
    fz REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id)
) STRICT;

-- The phase of a public event a spawn belongs to.
CREATE TABLE spawn_event (
    spawn_id INTEGER NOT NULL,
    event_id INTEGER NOT NULL,
    phase INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, event_id, phase)
) STRICT;

-- A computed property set by hand.
CREATE TABLE spawn_property (
    spawn_id INTEGER NOT NULL,
    property INTEGER NOT NULL,
    value REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, property)
) STRICT;

-- Scripts bound to one spawn.
CREATE TABLE spawn_script (
    spawn_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, name)
) STRICT;

-- What a spawn sells, by shelf.
CREATE TABLE vendor (
    spawn_id INTEGER NOT NULL,
    buy_price_multiplier REAL NOT NULL,
    sell_price_multiplier REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id)
) STRICT;

CREATE TABLE vendor_category (
    spawn_id INTEGER NOT NULL,
    category_index INTEGER NOT NULL,
    localised_text_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, category_index)
) STRICT;

CREATE TABLE vendor_item (
    spawn_id INTEGER NOT NULL,
    item_index INTEGER NOT NULL,
    category_index INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    extra_cost1_type INTEGER NOT NULL,
    extra_cost1_quantity INTEGER NOT NULL,
    extra_cost1_id INTEGER NOT NULL,
    extra_cost2_type INTEGER NOT NULL,
    extra_cost2_quantity INTEGER NOT NULL,
    extra_cost2_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, item_index)
) STRICT;

-- Properties of every spawn of a creature.
CREATE TABLE creature_property (
    creature_id INTEGER NOT NULL,
    property INTEGER NOT NULL,
    value REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (creature_id, property)
) STRICT;

-- Where a team enters a map.
CREATE TABLE map_entrance (
    map_id INTEGER NOT NULL,
    team INTEGER NOT NULL,
    world_location_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (map_id, team)
) STRICT;

-- Loot: groups in groups, items in groups, who drops which group.
CREATE TABLE loot_group (
    id INTEGER NOT NULL,
    parent_id INTEGER NOT NULL,
    min_drop INTEGER NOT NULL,
    max_drop INTEGER NOT NULL,
    condition_type INTEGER NOT NULL,
    condition_value INTEGER NOT NULL,
    probability REAL NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE loot_item (
    group_id INTEGER NOT NULL,
    item_type INTEGER NOT NULL,
    static_id INTEGER NOT NULL,
    min_count INTEGER NOT NULL,
    max_count INTEGER NOT NULL,
    probability REAL NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (group_id, item_type, static_id)
) STRICT;

CREATE TABLE creature_loot (
    creature_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (creature_id, group_id)
) STRICT;

CREATE TABLE item_loot (
    item_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (item_id, group_id)
) STRICT;

-- The in-game store.
CREATE TABLE store_category (
    id INTEGER NOT NULL,
    parent_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    sort_index INTEGER NOT NULL,
    visible INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE store_offer_group (
    id INTEGER NOT NULL,
    display_flags INTEGER NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    display_info_override INTEGER NOT NULL,
    visible INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE store_offer_group_category (
    group_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    sort_index INTEGER NOT NULL,
    visible INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (group_id, category_id)
) STRICT;

CREATE TABLE store_offer_item (
    id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    display_flags INTEGER NOT NULL,
    field_6 INTEGER NOT NULL,
    field_7 INTEGER NOT NULL,
    visible INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id, group_id)
) STRICT;

CREATE TABLE store_offer_item_data (
    offer_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    item_type INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (offer_id, item_id)
) STRICT;

CREATE TABLE store_offer_item_price (
    offer_id INTEGER NOT NULL,
    currency_id INTEGER NOT NULL,
    price REAL NOT NULL,
    discount_type INTEGER NOT NULL,
    discount_value REAL NOT NULL,
    field_14 INTEGER NOT NULL,
    expiry INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (offer_id, currency_id)
) STRICT;
