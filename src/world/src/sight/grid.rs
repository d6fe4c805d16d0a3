//! Who is near a point: the world cut into grids of 512 and cells of 32 world units.
//!
//! A cell holds the rows in it with their coordinates beside them, so that a search touches only
//! the cells around the point and never the columns. A grid's cells exist from the first time
//! something stands in the grid; an empty world costs one table of 128 by 128 numbers.

use bezgelor_core::Vec3;
use bezgelor_core::limits::{CELL_SIZE, GRID_SIZE, GRIDS_PER_EDGE};

use crate::entity::slots::Row;
use crate::entity::units::cut;

/// Cells along one edge of a grid.
const CELLS_PER_GRID_EDGE: i32 = (GRID_SIZE / CELL_SIZE) as i32;
/// Cells along one edge of the world.
const CELLS_PER_EDGE: i32 = CELLS_PER_GRID_EDGE * GRIDS_PER_EDGE as i32;
const CELLS_PER_GRID: usize = (CELLS_PER_GRID_EDGE * CELLS_PER_GRID_EDGE) as usize;
const NOWHERE: u32 = u32::MAX;

/// True when two points lie within `range` of one another in the horizontal plane.
///
/// Every decision about sight and hearing asks this one question in this one way.
#[must_use]
pub fn within(a: Vec3, b: Vec3, range: f32) -> bool {
    within_xz(a.x - b.x, a.z - b.z, range)
}

fn within_xz(dx: f32, dz: f32, range: f32) -> bool {
    dx * dx + dz * dz <= range * range
}

#[derive(Clone, Copy, Debug)]
struct Standing {
    x: f32,
    z: f32,
    row: Row,
}

/// Where one row stands: index into `cells` and into the cell.
#[derive(Clone, Copy, Debug)]
struct Place {
    cell: u32,
    index: u32,
}

/// Rows by place. Rows are any numbers below a bound; a row stands in at most one place.
#[derive(Debug)]
pub struct CellGrid {
    /// First cell of each grid in `cells`, `NOWHERE` before something stood there.
    grids: Vec<u32>,
    cells: Vec<Vec<Standing>>,
    /// First cells of grids that were given back.
    spare: Vec<u32>,
    /// First and last cell of the grids that something ever stood in, on both axes: nothing is
    /// looked for beyond.
    used: Option<((i32, i32), (i32, i32))>,
    places: Vec<Place>,
    count: usize,
}

impl Default for CellGrid {
    fn default() -> Self {
        Self::new()
    }
}

impl CellGrid {
    /// An empty world.
    #[must_use]
    pub fn new() -> Self {
        let grids = (GRIDS_PER_EDGE * GRIDS_PER_EDGE) as usize;
        Self {
            grids: vec![NOWHERE; grids],
            cells: Vec::new(),
            spare: Vec::new(),
            used: None,
            places: Vec::new(),
            count: 0,
        }
    }

    /// Rows in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// True without any row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Puts a row at a point; a row that already stands somewhere is moved.
    pub fn put(&mut self, row: Row, at: Vec3) {
        let cell = self.cell_at(at);
        if let Some(place) = self.place(row) {
            if place.cell == cell {
                let standing = &mut self.cells[cell as usize][place.index as usize];
                (standing.x, standing.z) = (at.x, at.z);
                return;
            }
            self.take(row);
        }
        let index = row as usize;
        if self.places.len() <= index {
            self.places.resize(
                index + 1,
                Place {
                    cell: NOWHERE,
                    index: 0,
                },
            );
        }
        let rows = &mut self.cells[cell as usize];
        self.places[index] = Place {
            cell,
            index: rows.len() as u32,
        };
        rows.push(Standing {
            x: at.x,
            z: at.z,
            row,
        });
        self.count += 1;
    }

    /// Takes a row away; false when it stood nowhere.
    pub fn take(&mut self, row: Row) -> bool {
        let Some(place) = self.place(row) else {
            return false;
        };
        let rows = &mut self.cells[place.cell as usize];
        rows.swap_remove(place.index as usize);
        if let Some(moved) = rows.get(place.index as usize) {
            self.places[moved.row as usize].index = place.index;
        }
        self.places[row as usize].cell = NOWHERE;
        self.count -= 1;
        true
    }

    /// Gives back the memory of a grid (column and row among [`GRIDS_PER_EDGE`]) in which nothing
    /// stands.
    pub(crate) fn forget_grid(&mut self, x: usize, z: usize) {
        let grid = z * GRIDS_PER_EDGE as usize + x;
        let first = self.grids[grid];
        if first == NOWHERE {
            return;
        }
        let cells = &mut self.cells[first as usize..][..CELLS_PER_GRID];
        if cells.iter().all(Vec::is_empty) {
            cells.fill_with(Vec::new);
            self.grids[grid] = NOWHERE;
            self.spare.push(first);
        }
    }

    /// Forgets the rows from `rows` on, which stand nowhere.
    pub(crate) fn cut(&mut self, rows: usize) {
        cut(&mut self.places, rows);
    }

    /// Calls `found` with every row within `range` of `center`, each once, in an order that
    /// depends only on what was put and taken before.
    pub fn for_each_within(&self, center: Vec3, range: f32, mut found: impl FnMut(Row)) {
        self.for_each_cell(center, range, |rows, whole| {
            if whole {
                rows.iter().for_each(|standing| found(standing.row));
                return;
            }
            // A block is compared without a branch for each: in a crowd one cell holds thousands of
            // whom few are near.
            for block in rows.chunks(u32::BITS as usize) {
                let mut near = 0_u32;
                for (at, standing) in block.iter().enumerate() {
                    let is_near = within_xz(standing.x - center.x, standing.z - center.z, range);
                    near |= u32::from(is_near) << at;
                }
                while near != 0 {
                    found(block[near.trailing_zeros() as usize].row);
                    near &= near - 1;
                }
            }
        });
    }

    /// Calls `found` with every row that is in `range` of one of two points and not of the other,
    /// with its coordinates (without its height) and whether it is the second point that is near.
    /// Cells that lie in both circles as a whole, or in none, cost next to nothing.
    pub fn for_each_between(
        &self,
        a: Vec3,
        b: Vec3,
        range: f32,
        mut found: impl FnMut(Row, Vec3, bool),
    ) {
        let (x0, x1) = (a.x.min(b.x) - range, a.x.max(b.x) + range);
        let (z0, z1) = (a.z.min(b.z) - range, a.z.max(b.z) + range);
        let Some(((x0, x1), (z0, z1))) = self.span((x0, x1), (z0, z1)) else {
            return;
        };
        for z in z0..=z1 {
            let (az, bz) = (distances(z, a.z), distances(z, b.z));
            let mut next = x0;
            while next <= x1 {
                let x = next;
                let first = self.grids[grid_of(x, z)];
                if first == NOWHERE {
                    next = beyond_grid(x);
                    continue;
                }
                next += 1;
                let rows = &self.cells[first as usize + cell_in_grid(x, z)];
                if rows.is_empty() {
                    continue;
                }
                let (ax, bx) = (distances(x, a.x), distances(x, b.x));
                let in_both = within_xz(ax.1, az.1, range) && within_xz(bx.1, bz.1, range);
                let in_none = !within_xz(ax.0, az.0, range) && !within_xz(bx.0, bz.0, range);
                if in_both || in_none {
                    continue;
                }
                for standing in rows {
                    let was = within_xz(standing.x - a.x, standing.z - a.z, range);
                    let is = within_xz(standing.x - b.x, standing.z - b.z, range);
                    if was != is {
                        found(standing.row, Vec3::new(standing.x, 0.0, standing.z), is);
                    }
                }
            }
        }
    }

    /// How many rows [`CellGrid::for_each_within`] would find. Cells that lie in range as a whole
    /// are counted without looking into them.
    #[must_use]
    pub fn count_within(&self, center: Vec3, range: f32) -> usize {
        let mut count = 0;
        self.for_each_cell(center, range, |rows, whole| {
            count += if whole {
                rows.len()
            } else {
                let near = |s: &&Standing| within_xz(s.x - center.x, s.z - center.z, range);
                rows.iter().filter(near).count()
            };
        });
        count
    }

    /// Calls `visit` with the rows of every cell that reaches into the circle, and whether the cell
    /// lies in it as a whole.
    fn for_each_cell(&self, center: Vec3, range: f32, mut visit: impl FnMut(&[Standing], bool)) {
        let (x0, x1) = (center.x - range, center.x + range);
        let (z0, z1) = (center.z - range, center.z + range);
        let Some(((x0, x1), (z0, z1))) = self.span((x0, x1), (z0, z1)) else {
            return;
        };
        for z in z0..=z1 {
            let (z_near, z_far) = distances(z, center.z);
            let mut next = x0;
            while next <= x1 {
                let x = next;
                let first = self.grids[grid_of(x, z)];
                if first == NOWHERE {
                    next = beyond_grid(x);
                    continue;
                }
                next += 1;
                let rows = &self.cells[first as usize + cell_in_grid(x, z)];
                if rows.is_empty() {
                    continue;
                }
                let (x_near, x_far) = distances(x, center.x);
                if within_xz(x_near, z_near, range) {
                    visit(rows, within_xz(x_far, z_far, range));
                }
            }
        }
    }

    /// The cells between these coordinates in which anything can be; `None` for none.
    fn span(&self, (x0, x1): (f32, f32), (z0, z1): (f32, f32)) -> Option<((i32, i32), (i32, i32))> {
        let (xs, zs) = self.used?;
        let x = (cell_index(x0).max(xs.0), cell_index(x1).min(xs.1));
        let z = (cell_index(z0).max(zs.0), cell_index(z1).min(zs.1));
        Some((x, z))
    }

    /// From now on something may stand in the grid of a cell.
    fn begin_grid(&mut self, x: i32, z: i32) {
        let ends = |cell: i32| {
            (
                beyond_grid(cell) - CELLS_PER_GRID_EDGE,
                beyond_grid(cell) - 1,
            )
        };
        let (x, z) = (ends(x), ends(z));
        let (xs, zs) = self.used.unwrap_or((x, z));
        let join = |a: (i32, i32), b: (i32, i32)| (a.0.min(b.0), a.1.max(b.1));
        self.used = Some((join(xs, x), join(zs, z)));
    }

    fn place(&self, row: Row) -> Option<Place> {
        self.places
            .get(row as usize)
            .copied()
            .filter(|place| place.cell != NOWHERE)
    }

    fn cell_at(&mut self, at: Vec3) -> u32 {
        let (x, z) = (cell_index(at.x), cell_index(at.z));
        let grid = grid_of(x, z);
        if self.grids[grid] == NOWHERE {
            self.grids[grid] = self.spare.pop().unwrap_or_else(|| {
                let first = self.cells.len();
                self.cells.resize_with(first + CELLS_PER_GRID, Vec::new);
                first as u32
            });
            self.begin_grid(x, z);
        }
        self.grids[grid] + cell_in_grid(x, z) as u32
    }
}

/// Cell column or row of a coordinate; what lies outside the world counts to its border.
fn cell_index(coordinate: f32) -> i32 {
    let cell = (coordinate / CELL_SIZE).floor() as i32;
    (cell + CELLS_PER_EDGE / 2).clamp(0, CELLS_PER_EDGE - 1)
}

/// Least and greatest distance from a coordinate to a cell's span, on one axis. The cells at the
/// border of the world hold what lies outside too, so they reach to infinity. A thousandth of a
/// unit stands in for rounding: near spans count as a bit nearer, far ones as a bit farther.
fn distances(cell: i32, coordinate: f32) -> (f32, f32) {
    const ROUNDING: f32 = 0.001;
    if cell == 0 || cell == CELLS_PER_EDGE - 1 {
        return (0.0, f32::INFINITY);
    }
    let low = (cell - CELLS_PER_EDGE / 2) as f32 * CELL_SIZE;
    let high = low + CELL_SIZE;
    let near = (low - coordinate).max(coordinate - high).max(0.0);
    let far = (coordinate - low).abs().max((high - coordinate).abs());
    ((near - ROUNDING).max(0.0), far + ROUNDING)
}

fn grid_of(x: i32, z: i32) -> usize {
    let (x, z) = (x / CELLS_PER_GRID_EDGE, z / CELLS_PER_GRID_EDGE);
    (z * GRIDS_PER_EDGE as i32 + x) as usize
}

/// The first cell column behind the grid of one.
fn beyond_grid(x: i32) -> i32 {
    (x / CELLS_PER_GRID_EDGE + 1) * CELLS_PER_GRID_EDGE
}

fn cell_in_grid(x: i32, z: i32) -> usize {
    let (x, z) = (x % CELLS_PER_GRID_EDGE, z % CELLS_PER_GRID_EDGE);
    (z * CELLS_PER_GRID_EDGE + x) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use bezgelor_core::limits::INSTANCE_VISION_RANGE;
    use proptest::prelude::*;

    fn found(grid: &CellGrid, center: Vec3, range: f32) -> Vec<Row> {
        let mut rows = Vec::new();
        grid.for_each_within(center, range, |row| rows.push(row));
        rows.sort_unstable();
        rows
    }

    #[test]
    fn the_border_of_the_range_counts() {
        let mut grid = CellGrid::new();
        grid.put(1, Vec3::new(128.0, 0.0, 0.0));
        grid.put(2, Vec3::new(128.01, 0.0, 0.0));
        grid.put(3, Vec3::new(0.0, 9000.0, -128.0));
        assert_eq!(found(&grid, Vec3::default(), 128.0), [1, 3]);
    }

    #[test]
    fn who_sees_everything_sees_from_corner_to_corner_and_beyond_the_border() {
        let mut grid = CellGrid::new();
        let edge = GRID_SIZE * GRIDS_PER_EDGE as f32 / 2.0;
        let corners = [
            (-edge, -edge),
            (edge, edge),
            (-edge - 9_000.0, edge),
            (3.0, 4.0),
        ];
        for ((x, z), row) in corners.into_iter().zip(1..) {
            grid.put(row, Vec3::new(x, 0.0, z));
        }
        for (x, z) in corners {
            let at = Vec3::new(x, 0.0, z);
            assert_eq!(found(&grid, at, INSTANCE_VISION_RANGE), [1, 2, 3, 4]);
            assert_eq!(grid.count_within(at, INSTANCE_VISION_RANGE), 4);
        }
        let (from, to) = (Vec3::default(), Vec3::new(edge, 0.0, edge));
        let mut changed = 0;
        grid.for_each_between(from, to, INSTANCE_VISION_RANGE, |_, _, _| changed += 1);
        assert_eq!(changed, 0, "nothing comes or goes");
    }

    #[test]
    fn taken_rows_are_not_found_and_their_neighbours_are() {
        let mut grid = CellGrid::new();
        for row in 1..5 {
            grid.put(row, Vec3::new(1.0, 0.0, 1.0));
        }
        assert!(grid.take(2));
        assert!(!grid.take(2));
        grid.put(4, Vec3::new(900.0, 0.0, 1.0));
        assert_eq!(found(&grid, Vec3::default(), 10.0), [1, 3]);
        assert_eq!(grid.len(), 3);
    }

    #[test]
    fn a_grid_without_anybody_is_given_back_and_used_for_another() {
        let mut grid = CellGrid::new();
        grid.put(1, Vec3::new(10.0, 0.0, 10.0));
        grid.put(2, Vec3::new(-10.0, 0.0, 10.0));
        grid.forget_grid(64, 64);
        assert_eq!(
            found(&grid, Vec3::default(), 50.0),
            [1, 2],
            "somebody is there"
        );
        grid.take(1);
        grid.forget_grid(64, 64);
        grid.forget_grid(3, 3);
        grid.put(3, Vec3::new(900.0, 0.0, 900.0));
        assert_eq!(grid.cells.len(), 2 * CELLS_PER_GRID);
        assert_eq!(found(&grid, Vec3::default(), 50.0), [2]);
        assert_eq!(found(&grid, Vec3::new(900.0, 0.0, 900.0), 5.0), [3]);
    }

    fn point() -> impl Strategy<Value = Vec3> {
        // Around a corner of four grids, and now and then at the world's border.
        prop_oneof![
            9 => (-700.0_f32..700.0, -700.0_f32..700.0).prop_map(|(x, z)| Vec3::new(x, 0.0, z)),
            1 => (-40_000.0_f32..40_000.0, -40_000.0_f32..40_000.0)
                .prop_map(|(x, z)| Vec3::new(x, 0.0, z)),
        ]
    }

    proptest! {
        #[test]
        fn it_finds_what_a_walk_over_all_finds(
            moves in proptest::collection::vec((0_u32..40, point(), any::<bool>()), 1..200),
            center in point(),
            other in point(),
            range in 0.0_f32..400.0,
        ) {
            let mut grid = CellGrid::new();
            let mut all: Vec<Option<Vec3>> = vec![None; 40];
            for (row, at, there) in moves {
                if there {
                    grid.put(row, at);
                    all[row as usize] = Some(at);
                } else {
                    grid.take(row);
                    all[row as usize] = None;
                }
            }
            let expected: Vec<Row> = (0..40)
                .filter(|&row| all[row as usize].is_some_and(|at| within(at, center, range)))
                .collect();
            prop_assert_eq!(grid.count_within(center, range), expected.len());
            let mut between = Vec::new();
            grid.for_each_between(center, other, range, |row, _, is| between.push((row, is)));
            between.sort_unstable();
            let near = |row: Row, to| all[row as usize].is_some_and(|at| within(at, to, range));
            let differ: Vec<(Row, bool)> = (0..40)
                .filter(|&row| near(row, center) != near(row, other))
                .map(|row| (row, near(row, other)))
                .collect();
            prop_assert_eq!(between, differ);
            prop_assert_eq!(found(&grid, center, range), expected);
            prop_assert_eq!(grid.len(), all.iter().flatten().count());
        }
    }
}
