//! Courses against what geometry says of them.

use super::*;
use proptest::prelude::*;

fn at(x: f32, y: f32, z: f32) -> Node {
    Node {
        position: Vec3::new(x, y, z),
        ..Node::default()
    }
}

fn along(share: f64) -> Along {
    Repeat::OneShot.fold(share)
}

fn close(a: Vec3, b: Vec3, by: f32) -> bool {
    distance(a, b) <= by
}

/// East 10, south 10, with control points that must not matter for straight lines.
fn corner() -> [Node; 5] {
    [
        at(-5.0, 3.0, 2.0),
        at(0.0, 0.0, 0.0),
        at(10.0, 0.0, 0.0),
        at(10.0, 0.0, 10.0),
        at(99.0, 0.0, 99.0),
    ]
}

#[test]
fn a_straight_course_is_travelled_at_its_speed() {
    let spline = Spline::new(Curve::Linear, &corner()).expect("a course");
    assert!((spline.length() - 20.0).abs() < 1e-5);
    assert!((spline.duration_s(4.0) - 5.0).abs() < 1e-6);
    for (share, x, z) in [
        (0.0, 0.0, 0.0),
        (0.25, 5.0, 0.0),
        (0.75, 10.0, 5.0),
        (1.0, 10.0, 10.0),
    ] {
        let sample = spline.sample(4.0, along(share));
        assert!(
            close(sample.position, Vec3::new(x, 0.0, z), 1e-3),
            "{share}: {sample:?}"
        );
    }
    // East is minus a quarter turn, south a half turn.
    let quarter = std::f32::consts::FRAC_PI_2;
    let east = spline
        .sample(4.0, along(0.2))
        .yaw()
        .expect("heads somewhere");
    assert!((east + quarter).abs() < 1e-5, "{east}");
    let south = spline
        .sample(4.0, along(0.9))
        .yaw()
        .expect("heads somewhere");
    assert!((south.abs() - 2.0 * quarter).abs() < 1e-5, "{south}");
}

#[test]
fn rests_and_frame_times_take_their_time() {
    let mut nodes = corner();
    nodes[2].delay_s = 5.0;
    let spline = Spline::new(Curve::Linear, &nodes).expect("a course");
    assert!((spline.duration_s(4.0) - 10.0).abs() < 1e-6);
    for share in [0.26, 0.5, 0.74] {
        let rests = spline.sample(4.0, along(share)).position;
        assert!(
            close(rests, Vec3::new(10.0, 0.0, 0.0), 1e-3),
            "{share}: {rests:?}"
        );
    }
    let half_way = spline.sample(4.0, along(0.875)).position;
    assert!(close(half_way, Vec3::new(10.0, 0.0, 5.0), 1e-3));
    // The first leg in four fifths of the time.
    let mut nodes = corner();
    (nodes[2].frame_time, nodes[3].frame_time) = (8.0, 10.0);
    let spline = Spline::new(Curve::Linear, &nodes).expect("a course");
    let sample = spline.sample(4.0, along(0.4)).position;
    assert!(close(sample, Vec3::new(5.0, 0.0, 0.0), 1e-3), "{sample:?}");
    // Frame times that go back are not followed.
    (nodes[2].frame_time, nodes[3].frame_time) = (10.0, 8.0);
    let spline = Spline::new(Curve::Linear, &nodes).expect("a course");
    let sample = spline.sample(4.0, along(0.25)).position;
    assert!(close(sample, Vec3::new(5.0, 0.0, 0.0), 1e-3), "{sample:?}");
}

#[test]
fn every_mode_goes_where_its_name_says() {
    let place = |mode: Repeat, turns: f64| {
        let along = mode.fold(turns);
        (
            (along.share * 100.0).round() as i32,
            along.is_backward,
            along.is_over,
        )
    };
    assert_eq!(place(Repeat::OneShot, 0.3), (30, false, false));
    assert_eq!(place(Repeat::OneShot, 7.3), (100, false, true));
    assert_eq!(place(Repeat::BackAndForth, 1.3), (70, true, false));
    assert_eq!(place(Repeat::BackAndForth, 2.3), (30, false, false));
    assert_eq!(place(Repeat::Cyclic, 41.3), (30, false, false));
    assert_eq!(place(Repeat::OneShotReverse, 0.3), (70, true, false));
    assert_eq!(place(Repeat::OneShotReverse, 1.0), (0, true, true));
    assert_eq!(place(Repeat::BackAndForthReverse, 0.3), (70, true, false));
    assert_eq!(place(Repeat::BackAndForthReverse, 1.3), (30, false, false));
    assert_eq!(place(Repeat::CyclicReverse, 5.3), (70, true, false));
    for mode in Repeat::ALL {
        assert_eq!(mode.reversed().reversed(), mode);
        assert_eq!(Repeat::from_number(mode.number()), Some(mode));
    }
    assert_eq!(Repeat::from_number(6), None);
}

#[test]
fn modes_nobody_knows_are_travelled_as_their_course_allows() {
    for number in 0..=5 {
        let known = Repeat::from_number(number);
        assert_eq!(Repeat::of_patrol(number, true), known);
        assert_eq!(Repeat::of_patrol(number, false), known);
    }
    for number in 6..=10 {
        assert_eq!(Repeat::of_patrol(number, true), Some(Repeat::Cyclic));
        let open = Repeat::of_patrol(number, false);
        assert_eq!(open, Some(Repeat::BackAndForth));
    }
    assert_eq!(Repeat::of_patrol(11, true), None);
    let mut nodes = corner();
    let open = Spline::new(Curve::Linear, &nodes).expect("a course");
    assert!(!open.meets());
    nodes[3].position = Vec3::new(1.0, 0.0, 2.0);
    let round = Spline::new(Curve::Linear, &nodes).expect("a course");
    assert!(round.meets());
}

#[test]
fn a_circle_of_nodes_is_nearly_a_circle() {
    let node = |i: i32| {
        let angle = i as f32 * std::f32::consts::TAU / 16.0;
        at(angle.cos() * 50.0, 0.0, angle.sin() * 50.0)
    };
    let nodes: Vec<Node> = (-1..=17).map(node).collect();
    let spline = Spline::new(Curve::CatmullRom, &nodes).expect("a course");
    let round = std::f32::consts::TAU * 50.0;
    assert!(
        (spline.length() - round).abs() < round * 0.01,
        "{}",
        spline.length()
    );
    for i in 0..=200 {
        let sample = spline.sample(3.0, along(f64::from(i) / 200.0));
        let radius = distance(sample.position, Vec3::default());
        assert!((radius - 50.0).abs() < 0.2, "{i}: {radius}");
        let off = dot(sample.heading, sample.position).abs();
        let straight = dot(sample.heading, sample.heading).sqrt() * radius;
        assert!(off < straight * 0.05, "{i}: the heading is a tangent");
    }
}

#[test]
fn nonsense_makes_no_course() {
    let fault = |nodes: &[Node]| Spline::new(Curve::CatmullRom, nodes).err();
    assert_eq!(fault(&corner()[..3]), Some(SplineFault::Count));
    let many = vec![at(0.0, 0.0, 0.0); SPLINE_NODES_MAX + 1];
    assert_eq!(fault(&many), Some(SplineFault::Count));
    assert_eq!(fault(&many[..9]), Some(SplineFault::NoWay));
    let mut nodes = corner();
    nodes[4].position.x = f32::NAN;
    assert_eq!(fault(&nodes), Some(SplineFault::NoPlace));
    nodes = corner();
    nodes[2].delay_s = -1.0;
    assert_eq!(fault(&nodes), Some(SplineFault::NoPlace));
    let mut path = Spline::default();
    assert_eq!(path.set_path(&[]), Err(SplineFault::Count));
    assert_eq!(path.set_path(&[Vec3::default()]), Err(SplineFault::Count));
    assert_eq!(path.sample(1.0, along(0.5)), Sample::default());
}

fn node() -> impl Strategy<Value = Node> {
    let place = -300.0_f32..300.0;
    (
        place.clone(),
        place.clone(),
        place,
        0.0_f32..3.0,
        0.0_f32..9.0,
    )
        .prop_map(|(x, y, z, delay_s, frame_time)| Node {
            position: Vec3::new(x, y, z),
            delay_s: if delay_s < 2.0 { 0.0 } else { delay_s },
            frame_time,
        })
}

proptest! {
    /// Whatever the nodes: no step is longer than the fastest leg allows, the ends are the ends,
    /// and every travelled node is visited in its turn.
    #[test]
    fn a_course_is_continuous_and_visits_its_nodes(
        nodes in proptest::collection::vec(node(), 4..12),
        catmull in any::<bool>(),
        speed in 0.5_f32..30.0,
    ) {
        let curve = if catmull { Curve::CatmullRom } else { Curve::Linear };
        let Ok(spline) = Spline::new(curve, &nodes) else { return Ok(()) };
        let points: Vec<Vec3> = spline.points().collect();
        let first = spline.sample(speed, along(0.0)).position;
        let last = spline.sample(speed, along(1.0)).position;
        prop_assert!(close(last, points[points.len() - 1], 0.05), "{last:?}");
        if nodes[1].frame_time <= 0.0 {
            prop_assert!(close(first, points[0], 0.05), "{first:?}");
        }
        const STEPS: u32 = 4000;
        let mut nearest = vec![f32::INFINITY; points.len()];
        for i in 0..=STEPS {
            let sample = spline.sample(speed, along(f64::from(i) / f64::from(STEPS)));
            prop_assert!(sample.position.is_finite());
            for (nearest, &point) in nearest.iter_mut().zip(&points) {
                *nearest = nearest.min(distance(sample.position, point));
            }
        }
        let plain = nodes.iter().all(|node| node.frame_time == 0.0);
        if plain {
            let step = spline.length() / STEPS as f32;
            prop_assert!(nearest.iter().all(|&near| near <= step.max(0.2)), "{nearest:?}");
        }
    }

    /// Whoever travels a curve covers all of it, as long as an independent measure says it is. The
    /// client measures by chords, so what it takes for the length is never more than that.
    #[test]
    fn the_speed_is_kept_along_curves(
        nodes in proptest::collection::vec(node(), 4..9),
        speed in 0.5_f32..30.0,
    ) {
        let points: Vec<Vec3> = nodes.iter().map(|node| node.position).collect();
        let plain: Vec<Node> = points
            .iter()
            .map(|&position| Node { position, ..Node::default() })
            .collect();
        let Ok(spline) = Spline::new(Curve::CatmullRom, &plain) else { return Ok(()) };
        let truth = arc_length(&points);
        let mut way = 0.0_f64;
        let mut before = spline.sample(speed, along(0.0)).position;
        const STEPS: u32 = 4_000;
        for i in 1..=STEPS {
            let share = f64::from(i) / f64::from(STEPS);
            let here = spline.sample(speed, along(share)).position;
            way += f64::from(distance(before, here));
            before = here;
        }
        let step = truth / f64::from(STEPS);
        let off = (way - truth).abs();
        prop_assert!(off <= truth * 0.002 + 4.0 * step, "{way} travelled of {truth}");
        let length = f64::from(spline.length());
        prop_assert!(length <= truth * 1.0001, "{length} measured of {truth}");
    }
}

/// How long the curve through points is, measured by 4,000 pieces between two nodes in double
/// precision from its form as Bézier curves.
fn arc_length(points: &[Vec3]) -> f64 {
    type Point = [f64; 3];
    let point = |v: Vec3| [f64::from(v.x), f64::from(v.y), f64::from(v.z)];
    let mix = |a: Point, p: f64, b: Point, q: f64| -> Point {
        std::array::from_fn(|axis| a[axis] * p + b[axis] * q)
    };
    let dot = |a: Point, b: Point| (0..3).map(|axis| a[axis] * b[axis]).sum::<f64>();
    let size = |a: Point| dot(a, a).sqrt();
    let nodes: Vec<Point> = points.iter().map(|&v| point(v)).collect();
    // The unit tangent of a node halves the way between the two chords, the shorter counting more.
    let tangent = |at: usize| {
        let (left, right) = (
            mix(nodes[at], 1.0, nodes[at - 1], -1.0),
            mix(nodes[at + 1], 1.0, nodes[at], -1.0),
        );
        let mixed = mix(left, size(right).powi(2), right, size(left).powi(2));
        mix(mixed, 1.0 / size(mixed), mixed, 0.0)
    };
    let mut length = 0.0;
    for at in 1..nodes.len() - 2 {
        let (a, b) = (nodes[at], nodes[at + 1]);
        let chord = size(mix(b, 1.0, a, -1.0));
        let (out, arrival) = (tangent(at), tangent(at + 1));
        let (c1, c2) = (
            mix(a, 1.0, out, chord / 3.0),
            mix(b, 1.0, arrival, -chord / 3.0),
        );
        let mut before = a;
        for i in 1..=4_000 {
            let t = f64::from(i) / 4_000.0;
            let between = |p: Point, q: Point| mix(p, 1.0 - t, q, t);
            let (l, m, r) = (between(a, c1), between(c1, c2), between(c2, b));
            let here = between(between(l, m), between(m, r));
            length += size(mix(here, 1.0, before, -1.0));
            before = here;
        }
    }
    length
}
