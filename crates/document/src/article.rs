//! What is known about an article beside its text.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An article's metadata. What the page does not say is absent.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Article {
    /// Names the article among the inputs of one run.
    pub id: String,
    /// The file or record it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The headline, without the site's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The authors' names, in the order of the byline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Moment>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The section of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Its language, as an ISO 639-1 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A point in time, as exactly as the page states it. Shown and serialised in ISO 8601.
///
/// ```
/// use copydesk_document::Moment;
/// use jiff::{civil::date, tz::offset};
///
/// let local = date(2023, 6, 16).at(23, 0, 0, 0);
/// assert_eq!(Moment::Zoned(local, offset(-4)).to_string(), "2023-06-16T23:00:00-04:00");
/// assert_eq!(Moment::Day(date(2023, 6, 16)).to_string(), "2023-06-16");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// A day.
    Day(Date),
    /// A day and a time of unknown zone.
    Local(DateTime),
    /// A day and a time at a known offset from UTC.
    Zoned(DateTime, Offset),
}

impl Moment {
    /// The calendar day where it was published.
    #[must_use]
    pub fn date(&self) -> Date {
        match self {
            Self::Day(date) => *date,
            Self::Local(local) | Self::Zoned(local, _) => local.date(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Local(local) => write!(f, "{local}"),
            Self::Zoned(local, offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                write!(f, "{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// A text that states no point in time as [`Moment`] shows one.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is no time such as 2023-06-16, 2023-06-16T23:00:00 or 2023-06-16T23:00:00-04:00")]
pub struct MomentError(String);

/// Reads what [`Display`](fmt::Display) writes.
///
/// ```
/// use copydesk_document::Moment;
///
/// for stated in ["2023-06-16", "2023-06-16T23:00:00", "2023-06-16T23:00:00-04:30"] {
///     assert_eq!(stated.parse::<Moment>().unwrap().to_string(), stated);
/// }
/// assert!("June".parse::<Moment>().is_err());
/// ```
impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let moment = match text.split_once('T') {
            None => text.parse().ok().map(Self::Day),
            Some((_, clock)) => match clock.rfind(['+', '-']) {
                None => text.parse().ok().map(Self::Local),
                Some(sign) => {
                    let (local, zone) = text.split_at(text.len() - clock.len() + sign);
                    local.parse().ok().zip(offset(zone)).map(|(local, zone)| Self::Zoned(local, zone))
                }
            },
        };
        moment.ok_or_else(|| MomentError(text.to_owned()))
    }
}

/// `-04:30` as an offset from UTC.
fn offset(text: &str) -> Option<Offset> {
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Offset::from_seconds(if text.starts_with('-') { -seconds } else { seconds }).ok()
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
