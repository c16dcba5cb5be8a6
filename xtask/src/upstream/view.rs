//! One way to look at the superset: a direction, a face and an API version.

use crate::schema::{Definition, Direction, Notes, Nullable, Object, Property, Schema, Type};

/// The two faces of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    Ga,
    Beta,
}

impl Face {
    pub(crate) fn of(name: &str) -> Self {
        if name.starts_with("Beta") {
            Self::Beta
        } else {
            Self::Ga
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'s> {
    pub(crate) direction: Direction,
    pub(crate) face: Face,
    pub(crate) api_version: &'s str,
}

impl View<'_> {
    /// Why a part of the superset does not exist in this view, or nothing where it does.
    pub(crate) fn hides(&self, notes: &Notes) -> Option<String> {
        if !notes.holds_in(self.direction) {
            return Some(match self.direction {
                Direction::Request => "only in responses".to_owned(),
                Direction::Response => "only in requests".to_owned(),
            });
        }
        if self.face == Face::Ga && (notes.beta_face || !notes.beta.is_empty()) {
            return Some("only on the beta face".to_owned());
        }
        // API versions are dates, which sort as text.
        if let Some(removed) = &notes.removed_in
            && removed.as_str() <= self.api_version
        {
            return Some(format!("removed in {removed}"));
        }
        if let Some(added) = &notes.added_in
            && added.as_str() > self.api_version
        {
            return Some(format!("added in {added}"));
        }
        None
    }

    pub(crate) fn shows(&self, notes: &Notes) -> bool {
        self.hides(notes).is_none()
    }

    pub(crate) fn shows_member(&self, notes: &Notes, definition: &Definition) -> bool {
        self.shows(notes) && self.shows(&definition.notes)
    }

    /// A property also disappears with the definition that its values need.
    pub(crate) fn hides_property(&self, schema: &Schema, property: &Property) -> Option<String> {
        self.hides(&property.notes).or_else(|| match &property.ty {
            Type::Ref(name) => self.hides(&schema.get(name).notes),
            _ => None,
        })
    }

    pub(crate) fn requires(&self, object: &Object, property: &str) -> bool {
        let own = match self.direction {
            Direction::Request => &object.required_in_request,
            Direction::Response => &object.required_in_response,
        };
        object
            .required
            .iter()
            .chain(own)
            .any(|name| name == property)
    }

    pub(crate) fn nullable(&self, nullable: Nullable) -> bool {
        match nullable {
            Nullable::No => false,
            Nullable::Yes => true,
            Nullable::OnlyIn(direction) => direction == self.direction,
        }
    }
}
