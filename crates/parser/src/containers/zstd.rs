//! Zstandard streams of one frame or many.

use super::Reader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, Read};

/// The first bytes of a frame.
pub(crate) const MAGIC: &[u8] = b"\x28\xB5\x2F\xFD";

/// Unpacks a stream frame by frame.
pub(crate) struct ZstdDecoder {
    source: Reader,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl ZstdDecoder {
    pub(crate) fn new(source: Reader) -> Self {
        Self { source, decoder: FrameDecoder::new(), in_frame: false }
    }

    /// Starts the next frame; false at the end of the stream. Frames that hold no data are passed over.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.source.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidInput, error)),
            }
        }
        Ok(false)
    }
}

impl Read for ZstdDecoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.in_frame && self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if self.in_frame && !self.decoder.is_finished() {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                let decoded = self.decoder.decode_blocks(&mut self.source, step);
                decoded.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
                continue;
            }
            self.in_frame = self.next_frame()?;
            if !self.in_frame {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Format, Records};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    #[test]
    fn frames_one_behind_the_other_are_one_input() {
        let mut packed = compress_to_vec("The quay ".as_bytes(), CompressionLevel::Fastest);
        packed.extend(b"\x50\x2A\x4D\x18\x03\x00\x00\x00abc");
        packed.extend(compress_to_vec("is shut.".as_bytes(), CompressionLevel::Fastest));
        let mut records = Records::new(Box::new(std::io::Cursor::new(packed)), "a.txt.zst", Format::Auto);
        let document = records.next().unwrap().unwrap().parse().unwrap();
        assert_eq!(document.text(), "The quay is shut.");
    }
}
