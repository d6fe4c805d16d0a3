-- Spawns and what belongs to them, as read from world-database files. Ids are stable over imports.

-- source is the file a row came from: importing that file again replaces its rows.
CREATE TABLE spawn (
    id BIGINT PRIMARY KEY,
    entity_type BIGINT NOT NULL,
    creature_id BIGINT NOT NULL,
    world_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    z REAL NOT NULL,
    yaw REAL NOT NULL,
    pitch REAL NOT NULL,
    roll REAL NOT NULL,
    display_info_id BIGINT NOT NULL,
    outfit_info_id BIGINT NOT NULL,
    faction1 BIGINT NOT NULL,
    faction2 BIGINT NOT NULL,
    quest_checklist_index BIGINT NOT NULL,
    active_prop_id BIGINT NOT NULL,
    world_socket_id BIGINT NOT NULL,
    stats TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE INDEX spawn_world ON spawn (world_id);
CREATE INDEX spawn_source ON spawn (source);

-- Patrols.
CREATE TABLE spawn_spline (
    spawn_id BIGINT NOT NULL,
    spline_id BIGINT NOT NULL,
    mode BIGINT NOT NULL,
    speed REAL NOT NULL,
    fx REAL NOT NULL,
    fy REAL NOT NULL,
    fz REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id)
);

-- The phase of a public event a spawn belongs to.
CREATE TABLE spawn_event (
    spawn_id BIGINT NOT NULL,
    event_id BIGINT NOT NULL,
    phase BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, event_id, phase)
);

-- A computed property set by hand.
CREATE TABLE spawn_property (
    spawn_id BIGINT NOT NULL,
    property BIGINT NOT NULL,
    value REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, property)
);

-- Scripts bound to one spawn.
CREATE TABLE spawn_script (
    spawn_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, name)
);

-- What a spawn sells, by shelf.
CREATE TABLE vendor (
    spawn_id BIGINT NOT NULL,
    buy_price_multiplier REAL NOT NULL,
    sell_price_multiplier REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id)
);

CREATE TABLE vendor_category (
    spawn_id BIGINT NOT NULL,
    category_index BIGINT NOT NULL,
    localised_text_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, category_index)
);

CREATE TABLE vendor_item (
    spawn_id BIGINT NOT NULL,
    item_index BIGINT NOT NULL,
    category_index BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    extra_cost1_type BIGINT NOT NULL,
    extra_cost1_quantity BIGINT NOT NULL,
    extra_cost1_id BIGINT NOT NULL,
    extra_cost2_type BIGINT NOT NULL,
    extra_cost2_quantity BIGINT NOT NULL,
    extra_cost2_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (spawn_id, item_index)
);

-- Properties of every spawn of a creature.
CREATE TABLE creature_property (
    creature_id BIGINT NOT NULL,
    property BIGINT NOT NULL,
    value REAL NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (creature_id, property)
);

-- Where a team enters a map.
CREATE TABLE map_entrance (
    map_id BIGINT NOT NULL,
    team BIGINT NOT NULL,
    world_location_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (map_id, team)
);

-- Loot: groups in groups, items in groups, who drops which group.
CREATE TABLE loot_group (
    id BIGINT NOT NULL,
    parent_id BIGINT NOT NULL,
    min_drop BIGINT NOT NULL,
    max_drop BIGINT NOT NULL,
    condition_type BIGINT NOT NULL,
    condition_value BIGINT NOT NULL,
    probability REAL NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE loot_item (
    group_id BIGINT NOT NULL,
    item_type BIGINT NOT NULL,
    static_id BIGINT NOT NULL,
    min_count BIGINT NOT NULL,
    max_count BIGINT NOT NULL,
    probability REAL NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (group_id, item_type, static_id)
);

CREATE TABLE creature_loot (
    creature_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (creature_id, group_id)
);

CREATE TABLE item_loot (
    item_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    comment TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (item_id, group_id)
);

-- The in-game store.
CREATE TABLE store_category (
    id BIGINT NOT NULL,
    parent_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    sort_index BIGINT NOT NULL,
    visible BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE store_offer_group (
    id BIGINT NOT NULL,
    display_flags BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    display_info_override BIGINT NOT NULL,
    visible BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE store_offer_group_category (
    group_id BIGINT NOT NULL,
    category_id BIGINT NOT NULL,
    sort_index BIGINT NOT NULL,
    visible BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (group_id, category_id)
);

CREATE TABLE store_offer_item (
    id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    display_flags BIGINT NOT NULL,
    field_6 BIGINT NOT NULL,
    field_7 BIGINT NOT NULL,
    visible BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id, group_id)
);

CREATE TABLE store_offer_item_data (
    offer_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    item_type BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (offer_id, item_id)
);

CREATE TABLE store_offer_item_price (
    offer_id BIGINT NOT NULL,
    currency_id BIGINT NOT NULL,
    price REAL NOT NULL,
    discount_type BIGINT NOT NULL,
    discount_value REAL NOT NULL,
    field_14 BIGINT NOT NULL,
    expiry BIGINT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (offer_id, currency_id)
);
