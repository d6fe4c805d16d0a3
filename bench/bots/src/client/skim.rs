//! A look at frames before they are deciphered: in a crowd most messages are steps, and a load test
//! that deciphers and decodes each of them measures itself.
//!
//! Frames whose size is that of a step are read in full one time in so many; the rest of them are
//! counted. Everything else is always read in full.

use std::ops::RangeInclusive;

/// Sizes of frames a step may have; creations are longer, what ends or answers something shorter.
const STEP_FRAME_BYTES: RangeInclusive<usize> = 52..=120;
/// u32, the size of the whole frame.
const SIZE_BYTES: usize = 4;

/// Where in the stream of frames the next byte is.
#[derive(Debug, Default)]
pub(super) struct Skim {
    size: [u8; SIZE_BYTES],
    size_have: usize,
    /// Bytes of the size that were given away before sampling began.
    given: usize,
    rest: usize,
    keeps: bool,
    /// One step frame in so many is kept; 0 and 1 for all.
    one_in: u32,
    turn: u32,
    /// Frames passed over.
    pub(super) skipped: u64,
}

impl Skim {
    /// Says that all bytes up to here were read as they came.
    pub(super) fn begin(&mut self) {
        self.given = self.size_have;
    }

    /// Keeps one step in `one_in` from the next frame on.
    pub(super) fn set_one_in(&mut self, one_in: u32) {
        self.one_in = one_in;
    }

    /// Gives the bytes of the frames to be read to `keep`, in order.
    pub(super) fn pass<E>(
        &mut self,
        mut bytes: &[u8],
        mut keep: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        while !bytes.is_empty() {
            if self.rest > 0 {
                let (now, later) = bytes.split_at(self.rest.min(bytes.len()));
                if self.keeps {
                    keep(now)?;
                }
                self.rest -= now.len();
                bytes = later;
                continue;
            }
            let (&byte, later) = bytes.split_first().expect("it is not empty");
            bytes = later;
            self.size[self.size_have] = byte;
            self.size_have += 1;
            if self.size_have == SIZE_BYTES {
                self.begin_frame();
                if self.keeps {
                    keep(&self.size[self.given..])?;
                }
                self.given = 0;
            }
        }
        Ok(())
    }

    fn begin_frame(&mut self) {
        let size = u32::from_le_bytes(self.size) as usize;
        self.size_have = 0;
        self.rest = size.saturating_sub(SIZE_BYTES);
        self.keeps = true;
        let is_new = self.given == 0;
        if self.one_in > 1 && is_new && STEP_FRAME_BYTES.contains(&size) {
            self.turn = (self.turn + 1) % self.one_in;
            self.keeps = self.turn == 0;
            self.skipped += u64::from(!self.keeps);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(size: usize, fill: u8) -> Vec<u8> {
        let mut frame = (size as u32).to_le_bytes().to_vec();
        frame.resize(size, fill);
        frame
    }

    #[test]
    fn steps_are_thinned_and_all_else_comes_through_however_it_is_cut() {
        let sizes = [80, 20, 80, 300, 80, 80, 6, 80];
        let frames: Vec<Vec<u8>> = (1..).zip(sizes).map(|(n, size)| frame(size, n)).collect();
        let stream = frames.concat();
        for cut in 1..stream.len() {
            let mut skim = Skim::default();
            skim.set_one_in(3);
            let mut kept = Vec::new();
            for piece in stream.chunks(cut) {
                let passed = skim.pass(piece, |bytes| {
                    kept.extend_from_slice(bytes);
                    Ok::<(), ()>(())
                });
                assert_eq!(passed, Ok(()));
            }
            // Of the steps 1, 3, 5, 6 and 8, the third alone.
            let expected: Vec<u8> = [2, 4, 5, 7].map(|n| frames[n - 1].clone()).concat();
            assert_eq!(kept, expected, "cut every {cut} bytes");
            assert_eq!(skim.skipped, 4);
        }
    }

    #[test]
    fn sampling_may_begin_anywhere() {
        let stream = frame(80, 1).repeat(3);
        for cut in 0..stream.len() {
            let mut skim = Skim::default();
            let (before, after) = stream.split_at(cut);
            let mut kept = before.to_vec();
            assert_eq!(skim.pass(before, |_| Ok::<(), ()>(())), Ok(()));
            skim.begin();
            skim.set_one_in(2);
            let passed = skim.pass(after, |bytes| {
                kept.extend_from_slice(bytes);
                Ok::<(), ()>(())
            });
            assert_eq!(passed, Ok(()));
            assert_eq!(kept.len() % 80, 0, "whole frames, cut at {cut}");
            assert!(kept.starts_with(&stream[..cut]));
        }
    }

    #[test]
    fn without_a_sample_everything_comes_through() {
        let stream = frame(80, 1).repeat(5);
        let mut kept = Vec::new();
        let mut skim = Skim::default();
        let passed = skim.pass(&stream, |bytes| {
            kept.extend_from_slice(bytes);
            Ok::<(), ()>(())
        });
        assert_eq!((passed, kept), (Ok(()), stream));
    }
}
