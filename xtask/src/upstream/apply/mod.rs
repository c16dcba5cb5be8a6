//! `apply`: takes over what is mechanical about a newer bundle, and lists what a person must finish.

mod annotate;
mod parts;
mod properties;
mod types;

use super::{
    bundle::{Bundle, Reached},
    compare,
    difference::{Difference, Kind, Subject},
    divergences::Divergences,
    draft::Draft,
    names::Names,
    scope::Scope,
    shape::Shapes,
};
use crate::schema::{Direction, Schema};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// What was compared with what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sources<'s> {
    pub(crate) bundle: &'s Bundle,
    pub(crate) scope: &'s Scope,
    pub(crate) divergences: &'s Divergences,
}

/// The result, nothing of it written yet.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) draft: Draft,
    /// What was taken over, one line each.
    pub(crate) done: Vec<String>,
    /// What a person must finish, one line each.
    pub(crate) by_hand: Vec<String>,
    /// What definitions that were there before have gained, for the scopes of older bundles.
    pub(crate) gained: BTreeMap<String, BTreeSet<String>>,
    /// New definitions that are a copy of an old one with something added.
    pub(crate) splits: BTreeMap<String, String>,
    /// What no annotation can say, for `schema/divergences.json`.
    pub(crate) divergences: Vec<Difference>,
}

/// A value or a member that was added to a definition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Addition {
    definition: String,
    /// The value, or the name of our member.
    part: Part,
    /// Where it is needed.
    upstream: String,
    property: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Value(String),
    Member(String),
}

impl Part {
    fn name(&self) -> &str {
        match self {
            Self::Value(name) | Self::Member(name) => name,
        }
    }
}

/// The schema as it stands in one round, with what the bundle says of it.
struct Round<'s> {
    sources: Sources<'s>,
    schema: &'s Schema,
    names: &'s Names,
    reached: &'s BTreeMap<String, Reached>,
}

impl Round<'_> {
    /// One reader for each view that has the type.
    fn shapes(&self, upstream: &str) -> Vec<Shapes<'_>> {
        let views = self.reached.get(upstream).map(|reach| &reach.views);
        views
            .into_iter()
            .flatten()
            .map(|view| Shapes {
                schema: self.schema,
                bundle: self.sources.bundle,
                names: self.names,
                view: self.sources.scope.view(*view),
            })
            .collect()
    }
}

/// Notes taken on the way.
#[derive(Debug, Default)]
struct Log {
    done: Vec<String>,
    by_hand: Vec<String>,
    gained: BTreeMap<String, BTreeSet<String>>,
    additions: BTreeSet<Addition>,
    divergences: Vec<Difference>,
    splits: BTreeMap<String, String>,
    refused: BTreeSet<Difference>,
}

impl Log {
    fn did(&mut self, line: String) {
        if !self.done.contains(&line) {
            self.done.push(line);
        }
    }

    /// Definitions that were made on the way, for the sake of another.
    fn made(&mut self, names: &[String], owner: &str) {
        for name in names {
            self.did(format!("{name}: new, for {owner}"));
            self.leave(format!("{name}: describe it"));
        }
    }

    fn leave(&mut self, line: String) {
        if !self.by_hand.contains(&line) {
            self.by_hand.push(line);
        }
    }
}

/// Applies a bundle to a draft of the schema.
pub(crate) fn apply(sources: Sources<'_>, draft: Draft) -> Result<Outcome> {
    let mut log = Log::default();
    let mut draft = draft;
    // Each turn may open up the next: a type, then its properties, then the unions that take it.
    while turn(sources, &mut draft, &mut log)? || annotate::turn(sources, &mut draft, &mut log)? {}
    for difference in differences(sources, &draft.schema()?, &log) {
        log.leave(format!("{difference}{}", advice(&difference)));
    }
    if !sources.scope.newest && !log.done.is_empty() {
        log.leave(format!(
            "the bundle is of API version {}: decide which additions need `x-removed-in`",
            sources.scope.api_version
        ));
    }
    Ok(Outcome {
        draft,
        done: log.done,
        by_hand: log.by_hand,
        gained: log.gained,
        divergences: log.divergences,
        splits: log.splits,
    })
}

/// What is left, apart from what is already on its way into the list of divergences.
fn differences(sources: Sources<'_>, schema: &Schema, log: &Log) -> Vec<Difference> {
    let all = compare::compare(schema, sources.bundle, sources.scope);
    let mut left = sources
        .divergences
        .explain(sources.scope, all, &BTreeSet::new())
        .0;
    left.retain(|difference| {
        !log.divergences
            .iter()
            .any(|known| known.is_about(difference))
    });
    left
}

/// Types first, then properties, then values and members: later steps need the names that earlier ones give.
fn turn(sources: Sources<'_>, draft: &mut Draft, log: &mut Log) -> Result<bool> {
    let schema = draft.schema()?;
    let names = Names::new(&schema, sources.bundle, sources.scope);
    let reached = sources.bundle.reach(sources.scope);
    let round = Round {
        sources,
        schema: &schema,
        names: &names,
        reached: &reached,
    };
    let missing: Vec<_> = differences(sources, &schema, log)
        .into_iter()
        .filter(|d| d.kind == Kind::MissingHere && !log.refused.contains(d))
        .collect();
    let kinds: [fn(&Difference) -> bool; 3] = [
        |d| d.property.is_none() && d.subject == Subject::Whole,
        |d| d.property.is_some() && d.subject == Subject::Whole,
        |d| matches!(d.subject, Subject::Value(_) | Subject::Member(_)),
    ];
    for is_kind in kinds {
        let mut changed = false;
        for difference in missing.iter().filter(|d| is_kind(d)) {
            let mut trial = draft.clone();
            let mut notes = Log::default();
            let taken = step(&round, difference, &mut trial, &mut notes)?;
            if taken && trial.schema().is_ok() {
                *draft = trial;
                changed = true;
                take(log, notes);
            } else {
                log.refused.insert(difference.clone());
            }
        }
        if changed {
            // What was refused may be possible with the new names.
            log.refused.clear();
            return Ok(true);
        }
    }
    Ok(false)
}

fn take(log: &mut Log, notes: Log) {
    for line in notes.done {
        log.did(line);
    }
    for line in notes.by_hand {
        log.leave(line);
    }
    for (definition, parts) in notes.gained {
        log.gained.entry(definition).or_default().extend(parts);
    }
    log.additions.extend(notes.additions);
}

fn step(
    round: &Round<'_>,
    difference: &Difference,
    draft: &mut Draft,
    log: &mut Log,
) -> Result<bool> {
    match (&difference.subject, &difference.property) {
        (Subject::Whole, None) => types::adopt(round, difference, draft, log),
        (Subject::Whole, Some(property)) => {
            properties::add(round, difference, property, draft, log)
        }
        (Subject::Value(value), _) => {
            parts::add(round, difference, Part::Value(value.clone()), draft, log)
        }
        (Subject::Member(name), _) => match round.names.definition(name) {
            Some(member) => {
                let part = Part::Member(member.to_owned());
                parts::add(round, difference, part, draft, log)
            }
            None => Ok(false),
        },
        (Subject::Null, _) => Ok(false),
    }
}

fn advice(difference: &Difference) -> &'static str {
    match difference.kind {
        Kind::GoneThere => {
            ": take it out, annotate it (`x-removed-in`, `deprecated`, `readOnly`, `writeOnly`) or list it in divergences.json"
        }
        Kind::Required => ": change `required` or `x-required`, or list it in divergences.json",
        Kind::MissingHere | Kind::Constant | Kind::Type | Kind::NamedTwice => {
            ": change the schema by hand, or list it in divergences.json"
        }
    }
}

/// The keyword for what exists in one direction only.
fn only_in(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "writeOnly",
        Direction::Response => "readOnly",
    }
}
