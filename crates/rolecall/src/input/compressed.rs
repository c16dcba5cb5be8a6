//! Compressed files, told by their first bytes.

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::io::{self, Chain, Cursor, Read};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// A reader, and whether what it reads is compressed in the file.
pub(super) type Opened<'r> = (Box<dyn Read + Send + 'r>, bool);

/// Reads what is compressed, or the bytes as they are.
pub(super) fn reader<'r, R: Read + Send + 'r>(mut inner: R) -> io::Result<Opened<'r>> {
    let mut first = Vec::new();
    (&mut inner).take(4).read_to_end(&mut first)?;
    let is_gzip = first.starts_with(GZIP);
    let is_zstd = first.starts_with(ZSTD);
    let whole = Cursor::new(first).chain(inner);
    let reader: Box<dyn Read + Send + 'r> = if is_gzip {
        Box::new(flate2::read::MultiGzDecoder::new(whole))
    } else if is_zstd {
        Box::new(Frames::Between(whole))
    } else {
        Box::new(whole)
    };
    Ok((reader, is_gzip || is_zstd))
}

/// The frames of a file one after the other: the decoder reads one only.
enum Frames<R: Read> {
    Between(R),
    Within(Box<StreamingDecoder<Frame<R>, FrameDecoder>>),
    Done,
}

/// A frame whose first bytes were read already, and what follows it.
type Frame<R> = Chain<Cursor<Vec<u8>>, R>;

/// Length of the head of a frame that is to be skipped; a frame with data is longer.
const HEAD: u64 = 8;

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            *self = match std::mem::replace(self, Self::Done) {
                Self::Done => return Ok(0),
                Self::Between(source) => Self::next(source)?,
                Self::Within(mut decoder) => {
                    let count = decoder.read(buffer)?;
                    if count > 0 || buffer.is_empty() {
                        *self = Self::Within(decoder);
                        return Ok(count);
                    }
                    Self::Between(decoder.into_inner().into_inner().1)
                }
            };
        }
    }
}

impl<R: Read> Frames<R> {
    fn next(mut source: R) -> io::Result<Self> {
        let mut head = Vec::new();
        (&mut source).take(HEAD).read_to_end(&mut head)?;
        Ok(match &*head {
            [] => Self::Done,
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, length @ ..] => {
                let length = length.try_into().map_or(0, u32::from_le_bytes);
                io::copy(&mut (&mut source).take(length.into()), &mut io::sink())?;
                Self::Between(source)
            }
            _ => {
                let frame = Cursor::new(head).chain(source);
                let decoder = StreamingDecoder::new(frame).map_err(io::Error::other)?;
                Self::Within(Box::new(decoder))
            }
        })
    }
}
