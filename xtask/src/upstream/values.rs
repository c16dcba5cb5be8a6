//! Compares what two sides take at each place of a value.

use super::{
    compare::Place,
    difference::{Difference, Kind, Subject},
    shape::{Atom, Key, Shape},
};
use std::collections::{BTreeMap, BTreeSet};

/// `together` is what all siblings take, so that a value of another one is not held to be gone.
pub(crate) fn every_place(
    place: Place<'_>,
    theirs: &Shape,
    own: &Shape,
    together: &Shape,
    found: &mut BTreeSet<Difference>,
) {
    let paths: BTreeSet<_> = theirs
        .atoms
        .keys()
        .chain(own.atoms.keys())
        .map(|(path, _)| path.as_str())
        .collect();
    let mut settled: Vec<&str> = Vec::new();
    for path in paths {
        if settled.iter().any(|parent| path.starts_with(parent)) {
            continue;
        }
        let mut differences = at_path(place, path, theirs, own, together);
        if differences.iter().any(|d| d.kind == Kind::Type) {
            settled.push(path);
        }
        for difference in &mut differences {
            path.clone_into(&mut difference.place);
        }
        found.extend(differences);
    }
}

/// Differences at one place of a value: of the JSON types first, then of single values and members.
fn at_path(
    place: Place<'_>,
    path: &str,
    theirs: &Shape,
    own: &Shape,
    together: &Shape,
) -> Vec<Difference> {
    let here = |shape: &Shape| -> BTreeMap<Atom, BTreeSet<String>> {
        shape
            .atoms
            .iter()
            .filter(|((p, _), _)| p == path)
            .map(|((_, atom), name)| (atom.clone(), name.clone()))
            .collect()
    };
    let (upstream, ours) = (here(theirs), here(own));
    let key = |atom: &Atom| -> Key { (path.to_owned(), atom.clone()) };
    let missing: BTreeMap<_, _> = upstream
        .iter()
        .filter(|(atom, _)| !own.has(&key(atom)) && !covered(atom, path, own))
        .collect();
    let gone: BTreeMap<_, _> = ours
        .iter()
        .filter(|(atom, _)| !together.has(&key(atom)))
        .collect();
    if missing.is_empty() && gone.is_empty() {
        return Vec::new();
    }

    let mut out = Vec::new();
    for (atoms, kind) in [(&missing, Kind::MissingHere), (&gone, Kind::GoneThere)] {
        if atoms.contains_key(&Atom::Null) {
            out.push(place.difference(Subject::Null, kind, ""));
        }
    }
    if let (Some(one), Some(other)) = (constant(&upstream), constant(&ours))
        && one != other
        && (gone.is_empty() || missing.len() == 1)
    {
        let note = format!("upstream \"{one}\", here \"{other}\"");
        out.push(place.difference(Subject::Whole, Kind::Constant, note));
        return out;
    }
    if let (Some(one), [Atom::Value(other)], 1) = (
        constant(&upstream),
        gone.keys().copied().collect::<Vec<_>>().as_slice(),
        missing.len(),
    ) {
        let note = format!("upstream \"{one}\", here \"{other}\"");
        out.push(place.difference(Subject::Whole, Kind::Constant, note));
        return out;
    }
    if let Some(flag) = narrower(&upstream, &ours) {
        let note = format!("upstream only {flag}, here any boolean");
        out.push(place.difference(Subject::Value(flag.to_string()), Kind::Constant, note));
        return out;
    }
    let plain = |atoms: &BTreeMap<&Atom, &BTreeSet<String>>| {
        atoms.keys().any(|atom| {
            !matches!(
                atom,
                Atom::Value(_) | Atom::Object(_) | Atom::Unknown(_) | Atom::Null
            )
        })
    };
    let nothing_shared = kinds(&upstream).is_disjoint(&kinds(&ours));
    if plain(&missing) || plain(&gone) || nothing_shared {
        let note = format!("upstream {}, here {}", words(&upstream), words(&ours));
        out.push(place.difference(Subject::Whole, Kind::Type, note));
        return out;
    }
    for (atom, name) in missing {
        match atom {
            Atom::Value(value) => {
                out.push(place.difference(Subject::Value(value.clone()), Kind::MissingHere, ""));
            }
            Atom::Object(definition) => {
                let name = name.first().unwrap_or(definition).clone();
                out.push(place.difference(Subject::Member(name), Kind::MissingHere, ""));
            }
            _ => {}
        }
    }
    for (atom, holder) in gone {
        let mut difference = match atom {
            Atom::Value(value) => {
                place.difference(Subject::Value(value.clone()), Kind::GoneThere, "")
            }
            Atom::Object(definition) => {
                place.difference(Subject::Member(definition.clone()), Kind::GoneThere, "")
            }
            _ => continue,
        };
        if let Some(holder) = holder.first() {
            difference.definition.clone_from(holder);
        }
        out.push(difference);
    }
    out
}

/// What our side takes without naming it.
fn covered(atom: &Atom, path: &str, own: &Shape) -> bool {
    match atom {
        Atom::Unknown(_) => true,
        Atom::Value(_) | Atom::String => own.open.contains(path) && *atom == Atom::String,
        Atom::Free => own.free.contains(path),
        _ => false,
    }
}

/// The only boolean that upstream takes.
fn narrower(
    upstream: &BTreeMap<Atom, BTreeSet<String>>,
    ours: &BTreeMap<Atom, BTreeSet<String>>,
) -> Option<bool> {
    let flags: Vec<_> = upstream
        .keys()
        .filter_map(|atom| match atom {
            Atom::Flag(flag) => Some(*flag),
            _ => None,
        })
        .collect();
    match flags.as_slice() {
        [flag] if ours.contains_key(&Atom::Boolean) => Some(*flag),
        _ => None,
    }
}

fn constant(atoms: &BTreeMap<Atom, BTreeSet<String>>) -> Option<&str> {
    let mut values = atoms.keys().filter(|atom| **atom != Atom::Null);
    match (values.next(), values.next()) {
        (Some(Atom::Value(value)), None) => Some(value),
        _ => None,
    }
}

/// JSON types, in which two sides must meet to be compared value by value.
fn kinds(atoms: &BTreeMap<Atom, BTreeSet<String>>) -> BTreeSet<&'static str> {
    atoms
        .keys()
        .map(|atom| match atom {
            Atom::Any => "any",
            Atom::Array => "array",
            Atom::Boolean | Atom::Flag(_) => "boolean",
            Atom::Free | Atom::Map | Atom::Object(_) | Atom::Unknown(_) => "object",
            Atom::Integer => "integer",
            Atom::Number => "number",
            Atom::Null => "null",
            Atom::String => "string",
            Atom::Value(_) => "value",
        })
        .collect()
}

fn words(atoms: &BTreeMap<Atom, BTreeSet<String>>) -> String {
    let words: Vec<_> = atoms.keys().map(Atom::word).collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [first, second, third, .., _] if words.len() > 4 => {
            format!("{first}, {second}, {third} and {} more", words.len() - 3)
        }
        words => words.join(" or "),
    }
}
