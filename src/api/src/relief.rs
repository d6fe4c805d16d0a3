//! The ground of a world as a picture for the map: shaded heights, a byte per point.

use std::f32::consts::FRAC_1_SQRT_2;

/// No ground is there.
pub(crate) const NOTHING: u8 = 0;
/// Water covers it.
pub(crate) const WATER: u8 = 1;
/// The darkest and the brightest slope.
const SHADES: (f32, f32) = (2.0, 255.0);

/// A square of points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Square {
    /// Its west edge.
    pub(crate) x: f32,
    /// Its north edge.
    pub(crate) z: f32,
    /// How long its edges are.
    pub(crate) width: f32,
    /// Points along an edge.
    pub(crate) points: usize,
}

/// Rows from north to south, lit from the north-west. `height` gives the ground, `is_wet` whether
/// water covers it, both at x and z.
pub(crate) fn picture(
    square: Square,
    height: impl Fn(f32, f32) -> Option<f32>,
    is_wet: impl Fn(f32, f32) -> bool,
) -> Vec<u8> {
    let step = square.width / square.points as f32;
    let place = |column: usize, row: usize| {
        let x = square.x + (column as f32 + 0.5) * step;
        let z = square.z + (row as f32 + 0.5) * step;
        (x, z)
    };
    let mut picture = Vec::with_capacity(square.points * square.points);
    for row in 0..square.points {
        for column in 0..square.points {
            let (x, z) = place(column, row);
            picture.push(match height(x, z) {
                None => NOTHING,
                Some(_) if is_wet(x, z) => WATER,
                Some(here) => {
                    let east = height(x + step, z).unwrap_or(here);
                    let south = height(x, z + step).unwrap_or(here);
                    shade((east - here) / step, (south - here) / step)
                }
            });
        }
    }
    picture
}

/// The light on ground that rises so steeply to the east and to the south.
fn shade(east: f32, south: f32) -> u8 {
    // The sun stands 45 degrees high in the north-west.
    let across = FRAC_1_SQRT_2 * FRAC_1_SQRT_2;
    let upright = (1.0 + east * east + south * south).sqrt();
    let light = (FRAC_1_SQRT_2 + across * (east + south)) / upright;
    let (dark, bright) = SHADES;
    (dark + (bright - dark) * light.clamp(0.0, 1.0)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Square = Square {
        x: -2.0,
        z: 0.0,
        width: 4.0,
        points: 4,
    };

    #[test]
    fn slopes_to_the_light_are_bright_and_those_from_it_dark() {
        let of = |slope: f32| picture(SQUARE, |x, _| Some(x * slope), |_, _| false)[5];
        assert!(
            of(0.5) > of(0.0) && of(0.0) > of(-0.5),
            "{} {}",
            of(0.5),
            of(-0.5)
        );
        assert!(of(-9.0) >= 2, "the darkest slope is no water");
    }

    #[test]
    fn holes_and_water_are_told_apart() {
        let ground = |x: f32, _: f32| (x > 0.0).then_some(1.0);
        let picture = picture(SQUARE, ground, |_, z| z > 2.0);
        assert_eq!(picture.len(), 16);
        assert_eq!(picture[..2], [NOTHING, NOTHING], "west of the ground");
        assert!(picture[2] > WATER);
        assert_eq!(picture[12..], [NOTHING, NOTHING, WATER, WATER]);
    }
}
