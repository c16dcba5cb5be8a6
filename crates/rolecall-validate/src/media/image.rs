//! Format and size of an image, from the first bytes of its file.

use super::Base64;

/// The formats that the API reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    Gif,
    Webp,
}

/// What the header of an image says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) format: Format,
    /// Width and height in pixels, where they could be read.
    pub(crate) size: Option<(u32, u32)>,
    /// Whether it says that there are several frames.
    pub(crate) is_animated: bool,
}

/// A JPEG file has a few segments before its frame header; the limit is for files made to have many.
const MOST_SEGMENTS: usize = 256;

/// The extension that makes a GIF an animation stands behind the colour table of at most 768 bytes.
const GIF_PROLOGUE: usize = 1024;

impl Format {
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }

    /// The format whose signature a file begins with.
    fn of(file: Base64<'_>) -> Option<Self> {
        let start: [u8; 4] = file.bytes(0)?;
        match start {
            [0xff, 0xd8, 0xff, _] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G'] => (file.bytes(4)? == *b"\r\n\x1a\n").then_some(Self::Png),
            [b'G', b'I', b'F', b'8'] => {
                matches!(&file.bytes(4)?, b"7a" | b"9a").then_some(Self::Gif)
            }
            [b'R', b'I', b'F', b'F'] => (file.bytes(8)? == *b"WEBP").then_some(Self::Webp),
            _ => None,
        }
    }
}

impl Header {
    /// The header of a file that is one of the four formats.
    pub(crate) fn read(file: Base64<'_>) -> Option<Self> {
        let format = Format::of(file)?;
        let size = match format {
            Format::Jpeg => jpeg_size(file),
            Format::Png => png_size(file),
            Format::Gif => gif_size(file),
            Format::Webp => webp_size(file),
        };
        Some(Self {
            format,
            size: size.filter(|(width, height)| *width > 0 && *height > 0),
            is_animated: match format {
                Format::Jpeg | Format::Png => false,
                Format::Gif => is_animated_gif(file),
                Format::Webp => is_animated_webp(file),
            },
        })
    }
}

fn png_size(file: Base64<'_>) -> Option<(u32, u32)> {
    // The first chunk is IHDR: length, name, width, height.
    let is_header = file.bytes(12)? == *b"IHDR";
    let width = u32::from_be_bytes(file.bytes(16)?);
    let height = u32::from_be_bytes(file.bytes(20)?);
    is_header.then_some((width, height))
}

fn gif_size(file: Base64<'_>) -> Option<(u32, u32)> {
    Some((little_16(file, 6)?, little_16(file, 8)?))
}

fn is_animated_gif(file: Base64<'_>) -> bool {
    let start = file.decoded(0, GIF_PROLOGUE);
    start.windows(11).any(|name| name == b"NETSCAPE2.0")
}

fn webp_size(file: Base64<'_>) -> Option<(u32, u32)> {
    match &file.bytes(12)? {
        b"VP8 " => {
            let has_start_code = file.bytes(23)? == [0x9d, 0x01, 0x2a];
            // The two upper bits are a scaling factor.
            let width = little_16(file, 26)? & 0x3fff;
            let height = little_16(file, 28)? & 0x3fff;
            has_start_code.then_some((width, height))
        }
        b"VP8L" => {
            let has_signature = file.byte(20)? == 0x2f;
            let bits = u32::from_le_bytes(file.bytes(21)?);
            has_signature.then_some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little_24(file, 24)? + 1, little_24(file, 27)? + 1)),
        _ => None,
    }
}

fn is_animated_webp(file: Base64<'_>) -> bool {
    file.bytes(12) == Some(*b"VP8X") && file.byte(20).is_some_and(|flags| flags & 0x02 != 0)
}

/// Goes from segment to segment until the one that begins the frame.
fn jpeg_size(file: Base64<'_>) -> Option<(u32, u32)> {
    let mut at = 2;
    for _ in 0..MOST_SEGMENTS {
        if file.byte(at)? != 0xff {
            return None;
        }
        let marker = file.byte(at + 1)?;
        match marker {
            // A marker may be preceded by any number of these.
            0xff => at += 1,
            // All frame headers; C4, C8 and CC are none.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let height = u16::from_be_bytes(file.bytes(at + 5)?);
                let width = u16::from_be_bytes(file.bytes(at + 7)?);
                return Some((width.into(), height.into()));
            }
            // Markers without a segment.
            0x01 | 0xd0..=0xd7 => at += 2,
            // The data begin, or the file ends.
            0xd8..=0xda => return None,
            _ => at += 2 + usize::from(u16::from_be_bytes(file.bytes(at + 2)?)),
        }
    }
    None
}

fn little_16(file: Base64<'_>, at: usize) -> Option<u32> {
    file.bytes(at).map(|bytes| u16::from_le_bytes(bytes).into())
}

fn little_24(file: Base64<'_>, at: usize) -> Option<u32> {
    let [low, middle, high] = file.bytes(at)?;
    Some(u32::from_le_bytes([low, middle, high, 0]))
}
