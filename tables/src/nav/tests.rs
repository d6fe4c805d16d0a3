//! The grid against a count by hand, and ways against a flood fill.

use std::collections::VecDeque;

use super::*;
use crate::TableSet;
use crate::map::{CellData, HEIGHTS, HEIGHTS_PER_EDGE, HOLE, MapBuilder, STEPS, STEPS_PER_EDGE};

const LEVEL: u16 = 16384;

/// Squares along one edge of the test worlds, four cells over the corner of four tiles.
const EDGE: usize = 2 * STEPS_PER_EDGE;

/// A world of 64 by 64 units around the origin, flat, from a letter per square of two units: `#`
/// is a hole, `~` deep water, `-` shallow water, everything else open ground.
fn world(letter: impl Fn(usize, usize) -> u8) -> TableSet {
    let mut builder = MapBuilder::new("Test");
    for (tile_x, tile_z) in [(63, 63), (64, 63), (63, 64), (64, 64)] {
        let mut heights = Box::new([LEVEL; HEIGHTS]);
        let mut water = Box::new([f32::NAN; STEPS]);
        for z in 0..STEPS_PER_EDGE {
            for x in 0..STEPS_PER_EDGE {
                let place = |tile: usize, step: usize| (tile - 63) * STEPS_PER_EDGE + step;
                match letter(place(tile_x, x), place(tile_z, z)) {
                    b'#' => heights[z * HEIGHTS_PER_EDGE + x] |= HOLE,
                    b'~' => water[z * STEPS_PER_EDGE + x] = 2.5,
                    b'-' => water[z * STEPS_PER_EDGE + x] = 1.0,
                    _ => {}
                }
            }
        }
        // The cell at the tile's corner that touches the origin.
        let index = if tile_x == 63 { 15 } else { 0 } + if tile_z == 63 { 240 } else { 0 };
        let cell = CellData {
            heights: Some(&heights),
            water: Some(&water),
            ..CellData::default()
        };
        assert!(builder.add_tile(tile_x, tile_z, &[(index, cell)]).is_ok());
    }
    let set = builder
        .finish(0)
        .and_then(|archive| TableSet::from_bytes(&archive));
    set.unwrap_or_else(|error| panic!("{error}"))
}

/// The middle of a square, counted from the world's north-west corner.
fn place(x: usize, z: usize) -> [f32; 2] {
    [x, z].map(|v| (v as f32 - STEPS_PER_EDGE as f32 + 0.5) * 2.0)
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}

#[test]
fn clearance_is_the_distance_to_the_next_closed_square_across_tiles() {
    for seed in 0..3 {
        let mut state = seed;
        let closed: Vec<bool> = (0..EDGE * EDGE)
            .map(|_| splitmix(&mut state).is_multiple_of(90))
            .collect();
        let set = world(|x, z| if closed[z * EDGE + x] { b'#' } else { b'.' });
        let Some(map) = set.map("test") else {
            panic!("no map")
        };
        for (x, z) in (0..EDGE).flat_map(|x| (0..EDGE).map(move |z| (x, z))) {
            // Whatever lies beyond the map is closed.
            let mut want = x.min(z).min(EDGE - 1 - x).min(EDGE - 1 - z) + 1;
            for (at, _) in closed.iter().enumerate().filter(|(_, closed)| **closed) {
                let (cx, cz) = (at % EDGE, at / EDGE);
                want = want.min(cx.abs_diff(x).max(cz.abs_diff(z)));
            }
            let want = want.min(usize::from(CLEARANCE_MAX));
            let [px, pz] = place(x, z);
            assert_eq!(usize::from(map.clearance(px, pz)), want, "{seed}: {x}, {z}");
        }
        assert_eq!(map.clearance(33.0, 0.0), 0);
        assert_eq!(map.clearance(f32::NAN, 0.0), 0);
    }
}

#[test]
fn steep_ground_holes_and_deep_water_are_closed_and_the_rest_is_not() {
    let square = |rise: u16, hole: bool, surface: f32| {
        let mut heights = [LEVEL; HEIGHTS];
        for z in 0..HEIGHTS_PER_EDGE {
            heights[z * HEIGHTS_PER_EDGE + 4] = LEVEL + rise;
        }
        if hole {
            heights[HEIGHTS_PER_EDGE + 3] |= HOLE;
        }
        let cell = CellData {
            heights: Some(&heights),
            water: Some(&[surface; STEPS]),
            ..CellData::default()
        };
        open_squares(&cell)[1] >> 3 & 1 == 1
    };
    assert!(square(0, false, f32::NAN));
    assert!(!square(0, true, f32::NAN));
    // 18 and 20 eighths of a unit over two units.
    assert!(square(18, false, f32::NAN));
    assert!(!square(20, false, f32::NAN));
    assert!(square(0, false, 1.5));
    assert!(!square(0, false, 1.7));
    assert_eq!(open_squares(&CellData::default()), [0; STEPS_PER_EDGE]);
}

/// Squares that can be reached, and by how many steps' cost, by hand.
fn flood(open: &[bool], start: usize) -> Vec<Option<u32>> {
    let mut cost = vec![None; open.len()];
    cost[start] = Some(0);
    let mut waiting = VecDeque::from([start]);
    while let Some(at) = waiting.pop_front() {
        let (x, z) = ((at % EDGE) as i32, (at / EDGE) as i32);
        for (dx, dz) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dz| (dx, dz))) {
            let index = |x: i32, z: i32| {
                let inside = (0..EDGE as i32).contains(&x) && (0..EDGE as i32).contains(&z);
                let index = inside.then(|| z as usize * EDGE + x as usize);
                index.filter(|index| open[*index])
            };
            let straight = dx == 0 || dz == 0;
            let passable = straight || index(x + dx, z).is_some() && index(x, z + dz).is_some();
            let Some(next) = index(x + dx, z + dz).filter(|_| passable) else {
                continue;
            };
            let through = cost[at].unwrap_or(0) + if straight { 10 } else { 14 };
            if cost[next].is_none_or(|known| through < known) {
                cost[next] = Some(through);
                waiting.push_back(next);
            }
        }
    }
    cost
}

fn length(from: [f32; 2], way: &[[f32; 2]]) -> f32 {
    let legs = std::iter::once(&from).chain(way).zip(way);
    legs.map(|(a, b)| (b[0] - a[0]).hypot(b[1] - a[1])).sum()
}

#[test]
fn a_way_is_found_exactly_where_there_is_one_and_is_never_longer_than_the_squares() {
    found_where_there_is_one(PathFinder::new());
    // However soon enough was looked at.
    for sight_max in [0, 20, 300, 2_000] {
        found_where_there_is_one(PathFinder::short_sighted(sight_max));
    }
}

fn found_where_there_is_one(mut finder: PathFinder) {
    let mut way = Vec::new();
    let (mut whole, mut part) = (0, 0);
    for seed in 0..30 {
        let mut state = seed;
        let open: Vec<bool> = (0..EDGE * EDGE)
            .map(|_| !splitmix(&mut state).is_multiple_of(3))
            .collect();
        let set = world(|x, z| if open[z * EDGE + x] { b'.' } else { b'#' });
        let Some(map) = set.map("test") else {
            panic!("no map")
        };
        let mut draw = || loop {
            let at = splitmix(&mut state) as usize % open.len();
            if open[at] {
                return at;
            }
        };
        let (start, goal) = (draw(), draw());
        let (from, to) = (
            place(start % EDGE, start / EDGE),
            place(goal % EDGE, goal / EDGE),
        );
        let found = finder.find(map, from, to, 1, &mut way);
        let costs = flood(&open, start);
        for leg in std::iter::once(&from).chain(&way).zip(&way) {
            assert!(map.is_clear(*leg.0, *leg.1, 1), "{seed}: {leg:?}");
        }
        if let (Some(cost), true) = (costs[goal], found == Found::Whole) {
            whole += 1;
            assert_eq!(way.last(), Some(&to), "{seed}");
            let most = cost as f32 / 10.0 * 2.0 * 1.02;
            assert!(length(from, &way) <= most + 0.1, "{seed}: {way:?}, {most}");
        } else {
            assert_eq!(costs[goal], None, "{seed}: {found:?}");
            part += 1;
            // As near as any square that can be reached.
            let near = |at: usize| {
                let (x, z) = (at % EDGE, at / EDGE);
                let (x, z) = (x.abs_diff(goal % EDGE), z.abs_diff(goal / EDGE));
                14 * x.min(z) + 10 * (x.max(z) - x.min(z))
            };
            let best = (0..open.len())
                .filter(|at| costs[*at].is_some())
                .map(near)
                .min();
            let end = way.last().copied().unwrap_or(from);
            let [x, z] = end.map(|v| (v / 2.0 + STEPS_PER_EDGE as f32) as usize);
            assert_eq!(Some(near(z * EDGE + x)), best, "{seed}: {found:?} {way:?}");
        }
        let again = way.clone();
        assert_eq!(finder.find(map, from, to, 1, &mut way), found);
        assert_eq!(way, again, "{seed}");
    }
    assert!(whole > 8 && part > 3, "{whole} whole, {part} part");
}

#[test]
fn a_gap_in_a_wall_is_wide_enough_for_some() {
    // A wall along x = 16 with a gap of three squares at its south end, and a lake before it.
    let set = world(|x, z| match (x, z) {
        (16, 0..=25 | 29..) => b'#',
        (10..=12, 8..=20) => b'~',
        (20..=22, 8..=20) => b'-',
        _ => b'.',
    });
    let Some(map) = set.map("test") else {
        panic!("no map")
    };
    let (from, to) = (place(4, 14), place(27, 14));
    let (mut finder, mut way) = (PathFinder::new(), Vec::new());
    assert_eq!(finder.find(map, from, to, 1, &mut way), Found::Whole);
    assert!(way.len() >= 3, "{way:?}");
    let gap = place(16, 26)[1] - 1.0;
    assert!(way.iter().any(|corner| corner[1] >= gap), "{way:?}");
    assert_eq!(finder.find(map, from, to, 2, &mut way), Found::Whole);
    assert_eq!(finder.find(map, from, to, 3, &mut way), Found::Part);
    assert!(
        way.iter().all(|corner| corner[0] < place(16, 0)[0]),
        "{way:?}"
    );
    // Through shallow water there is a straight way, through deep water none.
    assert!(map.is_clear(place(18, 14), place(27, 14), 1));
    assert!(!map.is_clear(place(8, 14), place(14, 14), 1));
    assert_eq!(
        finder.find(map, place(18, 14), to, 1, &mut way),
        Found::Whole
    );
    assert_eq!(way, [to]);
}

#[test]
fn places_that_are_none_have_no_way() {
    let set = world(|_, _| b'.');
    let Some(map) = set.map("test") else {
        panic!("no map")
    };
    let (mut finder, mut way) = (PathFinder::new(), Vec::new());
    let here = place(5, 5);
    for far in [f32::NAN, f32::INFINITY, 1e9, -1e9] {
        assert_eq!(
            finder.find(map, here, [far, 0.0], 1, &mut way),
            Found::Nothing
        );
        assert_eq!(
            finder.find(map, [0.0, far], here, 1, &mut way),
            Found::Nothing
        );
        assert!(!map.is_clear(here, [0.0, far], 1));
        assert!(way.is_empty());
    }
    // Far beyond the map: as far as the ground goes.
    assert_eq!(
        finder.find(map, here, [9000.0, 0.0], 1, &mut way),
        Found::Part
    );
    assert!(way.last().is_some_and(|end| end[0] > 30.0), "{way:?}");
    // From where nothing can stand one steps back onto the ground.
    let outside = [here[0], -32.5];
    assert_eq!(finder.find(map, outside, here, 1, &mut way), Found::Whole);
}

/// Squares along one edge of the small maps on which all ways are tried.
const SMALL: usize = 15;

/// The shortest way whose corners are middles of squares that see one another, by trying all.
fn shortest(map: crate::map::Map<'_>, open: &[bool], start: usize, goal: usize) -> Option<f32> {
    let middle = |at: usize| place(at % EDGE, at / EDGE);
    let mut left: Vec<usize> = (0..open.len()).filter(|&at| open[at]).collect();
    let mut cost = vec![f32::INFINITY; open.len()];
    cost[start] = 0.0;
    while let Some(next) = (0..left.len()).min_by(|&a, &b| cost[left[a]].total_cmp(&cost[left[b]]))
    {
        let at = left.swap_remove(next);
        if at == goal || cost[at].is_infinite() {
            break;
        }
        for &other in &left {
            let (a, b) = (middle(at), middle(other));
            let through = cost[at] + (b[0] - a[0]).hypot(b[1] - a[1]);
            if through < cost[other] && map.is_clear(a, b, 1) {
                cost[other] = through;
            }
        }
    }
    cost[goal].is_finite().then_some(cost[goal])
}

/// Open squares of a small map: single closed ones among them (one in so many), or blocks.
fn small(state: &mut u64, one_in: Option<u64>) -> Vec<bool> {
    let inside = |at: usize| at % EDGE < SMALL && at / EDGE < SMALL;
    let mut open: Vec<bool> = (0..EDGE * EDGE).map(inside).collect();
    if let Some(one_in) = one_in {
        open.iter_mut()
            .for_each(|open| *open &= !splitmix(state).is_multiple_of(one_in));
        return open;
    }
    for _ in 0..5 {
        let mut draw = |below: u64| (splitmix(state) % below) as usize;
        let (x, z) = (draw(SMALL as u64 - 1), draw(SMALL as u64 - 1));
        let (wide, deep) = (1 + draw(5), 1 + draw(5));
        for at in (z..z + deep).flat_map(|z| (x..x + wide).map(move |x| z * EDGE + x)) {
            open[at] = false;
        }
    }
    open
}

/// An ordinary search over squares with what it need not turn at left out was longer than the
/// shortest by 3 to 8 parts of a hundred on an average, by the kind of map, and hardly ever the
/// shortest.
#[test]
fn a_way_is_next_to_the_shortest_there_is() {
    let mut finder = PathFinder::new();
    let mut way = Vec::new();
    let (mut ways, mut exact, mut sum) = (0, 0, 0.0);
    for seed in 0..90_u64 {
        let mut state = seed;
        let one_in = [Some(3), Some(8), None][seed as usize % 3];
        let open = small(&mut state, one_in);
        let set = world(|x, z| if open[z * EDGE + x] { b'.' } else { b'#' });
        let Some(map) = set.map("test") else {
            panic!("no map")
        };
        for _ in 0..3 {
            let mut draw = || loop {
                let at = splitmix(&mut state) as usize % open.len();
                if open[at] {
                    return at;
                }
            };
            let (start, goal) = (draw(), draw());
            let [from, to] = [start, goal].map(|at| place(at % EDGE, at / EDGE));
            let found = finder.find(map, from, to, 1, &mut way);
            let Some(best) = shortest(map, &open, start, goal).filter(|_| start != goal) else {
                continue;
            };
            assert_eq!(found, Found::Whole, "{seed}");
            for leg in std::iter::once(&from).chain(&way).zip(&way) {
                assert!(map.is_clear(*leg.0, *leg.1, 1), "{seed}: {leg:?}");
            }
            let ratio = length(from, &way) / best;
            assert!((0.999..1.15).contains(&ratio), "{seed}: {ratio} {way:?}");
            ways += 1;
            exact += usize::from(ratio < 1.0005);
            sum += ratio;
        }
    }
    let mean = sum / ways as f32;
    assert!(
        mean < 1.01 && exact * 10 > ways * 6,
        "{mean}, {exact} of {ways}"
    );
}
