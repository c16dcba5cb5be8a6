//! The implementations that every generated type has. The types themselves are written out in `generated/`.

/// Reads and writes a struct: `record! { Text { tag "type" = "text"; 0 required text = "text"; } }`.
macro_rules! record {
    ($name:ident {
        $(tag $tag:literal = $value:literal;)?
        $($index:literal $kind:ident $field:ident = $wire:literal;)*
    }) => {
        impl $crate::wire::Record for $name {
            const TAG: Option<(&'static str, &'static str)> =
                $crate::wire::record!(@tag $($tag $value)?);
            const FIELDS: &'static [&'static str] = &[$($wire,)* $($tag)?];

            fn read_fields(
                entries: &mut dyn $crate::wire::Entries,
                tag_seen: bool,
                out: &mut Option<Self>,
            ) -> Result<(), $crate::wire::Error> {
                let mut fields = $crate::wire::Fields::of::<Self>(entries, tag_seen);
                $(let mut $field = None;)*
                while let Some(index) = fields.next()? {
                    match index {
                        $($index => $crate::wire::$kind::read(&mut fields, $index, &mut $field)?,)*
                        _ => {}
                    }
                }
                *out = Some(Self {
                    $($field: $crate::wire::$kind::finish($field, $wire)?,)*
                    extra: fields.extra,
                });
                Ok(())
            }
        }

        impl $crate::wire::Members for $name {
            fn each(
                &self,
                sink: &mut $crate::wire::Sink<'_>,
            ) -> Result<(), $crate::wire::Stop> {
                $(sink($tag, $crate::wire::Output::Text($value))?;)?
                $($crate::wire::$kind::write(&self.$field, $wire, sink)?;)*
                $crate::wire::write_extra(
                    &self.extra,
                    &|key| match key {
                        $($tag => true,)?
                        $($wire => $crate::wire::$kind::is_written(&self.$field),)*
                        _ => false,
                    },
                    sink,
                )
            }
        }

        impl $crate::wire::Read for $name {
            fn read(
                input: $crate::wire::Input<'_>,
                out: &mut Option<Self>,
            ) -> Result<(), $crate::wire::Error> {
                let entries = input.object(stringify!($name))?;
                $crate::wire::Record::read_fields(entries, false, out)
            }
        }

        impl $crate::wire::Write for $name {
            fn output(&self) -> $crate::wire::Output<'_> {
                $crate::wire::Output::Object(self)
            }
        }

        $crate::wire::serde_impls!($name);
    };
    (@tag) => { None };
    (@tag $tag:literal $value:literal) => { Some(($tag, $value)) };
}

/// Reads and writes a union: `tagged! { Block by "type" { Text(TextBlock) = "text"; … } }`.
///
/// `keep` marks a member that stores its tag, `default` the one that is taken without a tag.
macro_rules! tagged {
    ($name:ident by $tag:literal {
        $($variant:ident($record:ident) = $($value:literal)|+ $(, $mark:ident)*;)*
    }) => {
        impl $crate::wire::Tagged for $name {
            const NAME: &'static str = stringify!($name);
            const TAG: &'static [&'static str] = &[$tag];
            const BRANCHES: &'static [$crate::wire::Branch<Self>] = &[$(
                $crate::wire::Branch {
                    tags: &[$($value),+],
                    keeps_tag: $crate::wire::tagged!(@keep $($mark)*),
                    is_default: $crate::wire::tagged!(@default $($mark)*),
                    read: |entries, tag_seen, out| {
                        let mut record = None;
                        <$record as $crate::wire::Record>::read_fields(
                            entries,
                            tag_seen,
                            &mut record,
                        )?;
                        *out = record.map(Self::$variant);
                        Ok(())
                    },
                },
            )*];

            fn unknown(object: Map<String, Value>) -> Self {
                Self::Unknown(object)
            }
        }

        impl $crate::wire::Read for $name {
            fn read(
                input: $crate::wire::Input<'_>,
                out: &mut Option<Self>,
            ) -> Result<(), $crate::wire::Error> {
                $crate::wire::read_tagged(input, out)
            }
        }

        impl $crate::wire::Write for $name {
            fn output(&self) -> $crate::wire::Output<'_> {
                match self {
                    $(Self::$variant(value) => $crate::wire::Output::Object(value),)*
                    Self::Unknown(object) => $crate::wire::Output::Map(object),
                }
            }
        }

        $(
            impl From<$record> for $name {
                fn from(value: $record) -> Self {
                    Self::$variant(value)
                }
            }
        )*

        $crate::wire::serde_impls!($name);
    };
    (@keep) => { false };
    (@keep keep $(default)?) => { true };
    (@default $(keep)?) => { false };
    (@default keep default) => { true };
}

/// Reads and writes an enumeration that keeps values it does not know: `open_enum! { Role { User = "user", } }`.
macro_rules! open_enum {
    ($name:ident { $($variant:ident = $value:literal,)* }) => {
        impl $name {
            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => value,
                }
            }

            fn known(value: &str) -> Option<Self> {
                match value {
                    $($value => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::known(value).unwrap_or_else(|| Self::Other(value.to_owned()))
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                Self::known(&value).unwrap_or(Self::Other(value))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::wire::Read for $name {
            fn read(
                input: $crate::wire::Input<'_>,
                out: &mut Option<Self>,
            ) -> Result<(), $crate::wire::Error> {
                match input {
                    $crate::wire::Input::Text(value) => {
                        let known = Self::known(&value);
                        *out = Some(known.unwrap_or_else(|| Self::Other(value.into_owned())));
                        Ok(())
                    }
                    other => Err(other.unexpected("a string")),
                }
            }
        }

        impl $crate::wire::Write for $name {
            fn output(&self) -> $crate::wire::Output<'_> {
                $crate::wire::Output::Text(self.as_str())
            }
        }

        $crate::wire::serde_impls!($name);
    };
}

/// Reads and writes an enum that is dispatched on the JSON type of the value:
/// `choice! { Content { Text Text(String), List Blocks(Vec<Block>), } }`.
macro_rules! choice {
    ($name:ident { $($kind:ident $variant:ident($ty:ty),)* $(null $null:ident,)? }) => {
        impl $crate::wire::Read for $name {
            fn read(
                input: $crate::wire::Input<'_>,
                out: &mut Option<Self>,
            ) -> Result<(), $crate::wire::Error> {
                match input {
                    $($crate::wire::Input::$kind(_) => {
                        let mut value = None;
                        $crate::wire::Read::read(input, &mut value)?;
                        *out = value.map(Self::$variant);
                    })*
                    $($crate::wire::Input::Null => *out = Some(Self::$null),)?
                    other => {
                        let mut value = None;
                        $crate::wire::Read::read(other, &mut value)?;
                        *out = value.map(Self::Other);
                    }
                }
                Ok(())
            }
        }

        impl $crate::wire::Write for $name {
            fn output(&self) -> $crate::wire::Output<'_> {
                match self {
                    $(Self::$variant(value) => $crate::wire::Write::output(value),)*
                    $(Self::$null => $crate::wire::Output::Null,)?
                    Self::Other(value) => $crate::wire::Output::Any(value),
                }
            }
        }

        $(
            impl From<$ty> for $name {
                fn from(value: $ty) -> Self {
                    Self::$variant(value)
                }
            }
        )*

        $crate::wire::serde_impls!($name);
    };
}

/// Chainable setters for optional fields: `setters! { CreateMessage { plain system: SystemPrompt, list tools: Tool, } }`.
macro_rules! setters {
    ($name:ident { $($kind:ident $field:ident: $ty:ty,)* }) => {
        impl $name {
            $($crate::wire::setters! { @$kind $field $ty })*
        }
    };
    (@plain $field:ident $ty:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, value: impl Into<$ty>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    (@boxed $field:ident $ty:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, value: impl Into<$ty>) -> Self {
            self.$field = Some(Box::new(value.into()));
            self
        }
    };
    (@list $field:ident $ty:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, items: impl IntoIterator<Item = impl Into<$ty>>) -> Self {
            self.$field = Some(items.into_iter().map(Into::into).collect());
            self
        }
    };
    (@float $field:ident $ty:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@Self::", stringify!($field), ").")]
        ///
        /// What JSON cannot hold (an infinity, NaN) leaves it absent.
        #[must_use]
        pub fn $field(mut self, value: $ty) -> Self {
            self.$field = Number::from_f64(value);
            self
        }
    };
}

macro_rules! serde_impls {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::deserialize(deserializer)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::wire::serialize(self, serializer)
            }
        }
    };
}

pub(crate) use {choice, open_enum, record, serde_impls, setters, tagged};
