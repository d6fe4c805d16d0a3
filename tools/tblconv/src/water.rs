//! Water of a cell, sub-chunk `WAtG` (`formats.md` 4.3): bodies of triangles, drawn into squares
//! of two units.
//!
//! Where the vertices' zero lies is known from no source: the cell's corner, the tile's and the
//! world's are each tried, and the one that puts the body over its cell is taken. A body that fits
//! none, or whose parts do not fit together, covers the whole cell at its highest vertex: better a
//! creature that swims too early than one that walks over a lake's ground.

use tables::map::{CELL_SIZE, CELLS_PER_EDGE, STEP_SIZE, STEPS, STEPS_PER_EDGE, TILE_SIZE};

use crate::bytes::u32_at;

const HEADER_BYTES: usize = 80;
const INDEX_COUNT_AT: usize = 64;
const VERTEX_COUNT_AT: usize = 68;
const VERTEX_BYTES: usize = 72;
/// A body may end a little beyond its cell.
const SLACK: f32 = 0.5;

/// A vertex: x, y and z.
type Point = [f32; 3];

/// The surface per square, NaN where it is dry; `None` when all is dry or the counts do not fit,
/// since this part of the format is known from one source only.
#[must_use]
pub fn surface(body: &[u8], cell: usize) -> Option<Box<[f32; STEPS]>> {
    let mut surface = Box::new([f32::NAN; STEPS]);
    let mut rest = body.get(4..)?;
    for _ in 0..u32_at(body, 0) {
        let head = rest.get(..HEADER_BYTES)?;
        let indices = (u32_at(head, INDEX_COUNT_AT) as usize).checked_mul(4)?;
        let vertices = (u32_at(head, VERTEX_COUNT_AT) as usize).checked_mul(VERTEX_BYTES)?;
        let vertices_at = HEADER_BYTES.checked_add(indices)?;
        let end = vertices_at.checked_add(vertices)?;
        let points: Vec<Point> = rest
            .get(vertices_at..end)?
            .chunks_exact(VERTEX_BYTES)
            .map(|raw| [0, 4, 8].map(|at| f32::from_bits(u32_at(raw, at))))
            .collect();
        let indices = rest.get(HEADER_BYTES..vertices_at)?;
        if !draw(&mut surface, &points, indices, cell) {
            flood(&mut surface, &points);
        }
        rest = rest.get(end..)?;
    }
    surface.iter().any(|y| !y.is_nan()).then_some(surface)
}

/// The highest vertex over the whole cell.
fn flood(surface: &mut [f32; STEPS], points: &[Point]) {
    let heights = points
        .iter()
        .map(|point| point[1])
        .filter(|y| y.is_finite());
    let Some(highest) = heights.reduce(f32::max) else {
        return;
    };
    for y in surface {
        // `max` gives the number of a number and none.
        *y = y.max(highest);
    }
}

/// Draws the triangles; false when the body does not say where it lies.
fn draw(surface: &mut [f32; STEPS], points: &[Point], indices: &[u8], cell: usize) -> bool {
    let finite = |point: &Point| point.iter().all(|part| part.is_finite());
    if indices.is_empty() || !indices.len().is_multiple_of(12) || !points.iter().all(finite) {
        return false;
    }
    let (Some(x), Some(z)) = (
        origin(points, 0, cell % CELLS_PER_EDGE),
        origin(points, 2, cell / CELLS_PER_EDGE),
    ) else {
        return false;
    };
    let corner = |at: usize| {
        let index = u32_at(indices, at * 4) as usize;
        points.get(index).map(|[px, py, pz]| [px - x, *py, pz - z])
    };
    let triangles = 0..indices.len() / 12;
    let triangles = triangles.map(|at| [corner(at * 3), corner(at * 3 + 1), corner(at * 3 + 2)]);
    let mut drawn = true;
    for triangle in triangles {
        if let [Some(a), Some(b), Some(c)] = triangle {
            fill(surface, [a, b, c]);
        } else {
            drawn = false;
        }
    }
    drawn && surface.iter().any(|y| !y.is_nan())
}

/// Where the cell begins in the body's own coordinates along one axis.
fn origin(points: &[Point], axis: usize, cell: usize) -> Option<f32> {
    let (low, high) = points
        .iter()
        .fold((f32::MAX, f32::MIN), |(low, high), point| {
            (low.min(point[axis]), high.max(point[axis]))
        });
    let inside = cell as f32 * CELL_SIZE;
    let tile = ((low + high) / 2.0 / TILE_SIZE).floor() * TILE_SIZE;
    // From the world's or the tile's corner; from the cell's own.
    [tile + inside, inside, 0.0].into_iter().find(|zero| {
        low < zero + CELL_SIZE + SLACK
            && high > zero - SLACK
            && (low >= zero - CELL_SIZE && high <= zero + 2.0 * CELL_SIZE)
    })
}

/// Draws one triangle into the squares whose centre it covers; where bodies lie over one another
/// the highest counts.
fn fill(surface: &mut [f32; STEPS], [a, b, c]: [Point; 3]) {
    let area = (b[0] - a[0]) * (c[2] - a[2]) - (c[0] - a[0]) * (b[2] - a[2]);
    if area.abs() < f32::EPSILON {
        return;
    }
    let range = |axis: usize| {
        let low = a[axis].min(b[axis]).min(c[axis]) / STEP_SIZE - 0.5;
        let high = a[axis].max(b[axis]).max(c[axis]) / STEP_SIZE - 0.5;
        let last = (STEPS_PER_EDGE - 1) as f32;
        let from = low.ceil().clamp(0.0, last + 1.0) as usize;
        let to = (high.floor() + 1.0).clamp(0.0, last + 1.0) as usize;
        from..to
    };
    for z in range(2) {
        for x in range(0) {
            let (px, pz) = ((x as f32 + 0.5) * STEP_SIZE, (z as f32 + 0.5) * STEP_SIZE);
            let v = ((px - a[0]) * (c[2] - a[2]) - (c[0] - a[0]) * (pz - a[2])) / area;
            let w = ((b[0] - a[0]) * (pz - a[2]) - (px - a[0]) * (b[2] - a[2])) / area;
            // A hair's breadth over the edge, so that no seam stays dry between two triangles.
            if v >= -1e-4 && w >= -1e-4 && v + w <= 1.0 + 1e-4 {
                let y = a[1] + v * (b[1] - a[1]) + w * (c[1] - a[1]);
                let square = &mut surface[z * STEPS_PER_EDGE + x];
                *square = square.max(y);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One body of two triangles over the rectangle, at a height of 3 and 5 to the west and east.
    fn body(x: [f32; 2], z: [f32; 2]) -> Vec<u8> {
        let corners = [
            [x[0], 3.0, z[0]],
            [x[1], 5.0, z[0]],
            [x[0], 3.0, z[1]],
            [x[1], 5.0, z[1]],
        ];
        let mut body = 1_u32.to_le_bytes().to_vec();
        let mut head = [0; HEADER_BYTES];
        head[INDEX_COUNT_AT] = 6;
        head[VERTEX_COUNT_AT] = 4;
        body.extend(head);
        body.extend(
            [0_u32, 1, 2, 2, 1, 3]
                .iter()
                .flat_map(|index| index.to_le_bytes()),
        );
        for corner in corners {
            let mut vertex = [0; VERTEX_BYTES];
            for (part, place) in corner.iter().zip(vertex.chunks_exact_mut(4)) {
                place.copy_from_slice(&part.to_le_bytes());
            }
            body.extend(vertex);
        }
        body
    }

    fn at(surface: &[f32; STEPS], x: usize, z: usize) -> f32 {
        surface[z * STEPS_PER_EDGE + x]
    }

    #[test]
    fn a_pond_lies_where_it_is_in_whichever_coordinates() {
        // Cell 2, 1 of tile 64, 63, and a pond over its inner quarter.
        let cell = CELLS_PER_EDGE + 2;
        for (x, z) in [(0.0, 0.0), (64.0, 32.0), (64.0, -512.0 + 32.0)] {
            let pond = body([x + 8.0, x + 24.0], [z + 8.0, z + 24.0]);
            let surface = surface(&pond, cell).unwrap_or_else(|| panic!("{x}, {z}: dry"));
            for (column, row) in [(3, 8), (12, 8), (8, 3), (8, 12), (0, 0)] {
                assert!(
                    at(&surface, column, row).is_nan(),
                    "{x}, {z}: {column}, {row}"
                );
            }
            for column in 4..12 {
                let want = 3.0 + 2.0 * ((column as f32 + 0.5) * 2.0 - 8.0) / 16.0;
                for row in 4..12 {
                    let have = at(&surface, column, row);
                    assert!(
                        (have - want).abs() < 1e-3,
                        "{x}, {z}: {column}, {row}: {have}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_body_that_is_nowhere_covers_the_cell_and_wrong_counts_are_no_water() {
        let far = surface(&body([9000.0, 9010.0], [0.0, 9.0]), 0);
        assert!(far.is_some_and(|surface| surface.iter().all(|y| (y - 5.0).abs() < 1e-6)));
        let mut wrong = body([0.0, 32.0], [0.0, 32.0]);
        wrong[4 + HEADER_BYTES] = 200;
        assert!(surface(&wrong, 0).is_some_and(|surface| surface.iter().all(|y| *y >= 3.0)));
        assert_eq!(surface(&[1, 0, 0, 0], 0), None);
        let mut body = vec![1, 0, 0, 0];
        body.resize(4 + HEADER_BYTES, 0xFF);
        assert_eq!(surface(&body, 0), None);
        assert_eq!(surface(&[0; 4], 0), None);
    }
}
