//! What a command is: path, permission, arguments, help, and how its value is made. The macro
//! makes the definitions of an enum of commands out of its variants.

use bezgelor_core::permission::Permission;

use crate::Command;
use crate::error::Fault;
use crate::parse::Reader;

/// What an argument looks like, for help and completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Number,
    /// A number that may have a fraction.
    Decimal,
    /// One word, or several in quotes.
    Word,
    /// All that is left of the line.
    Text,
    /// The login name of an account.
    Email,
    /// A password: never shown again.
    Secret,
    /// The name of a character, to the end of the line.
    Player,
    /// A span of time.
    Duration,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The name or number of a permission.
    Permission,
    /// The beginning of another command.
    Path,
}

/// One argument of a command.
#[derive(Clone, Copy, Debug)]
pub struct ArgumentInfo {
    /// As it stands in the usage.
    pub name: &'static str,
    /// What it is for.
    pub help: &'static str,
    /// What it looks like.
    pub kind: Kind,
    /// Whether it may be left out.
    pub optional: bool,
}

/// One command.
#[derive(Clone, Copy)]
pub struct Definition {
    /// Its words, with one space between them.
    pub path: &'static str,
    /// Other words for the same.
    pub aliases: &'static [&'static str],
    /// What one needs to use it.
    pub permission: Permission,
    /// What it takes, in order.
    pub arguments: &'static [ArgumentInfo],
    /// What it does, in one sentence.
    pub help: &'static str,
    pub(crate) build: fn(&mut Reader<'_>) -> Result<Command, Fault>,
}

impl std::fmt::Debug for Definition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Definition").field(&self.path).finish()
    }
}

impl Definition {
    /// How it is written: `account create <email> <password> [role]`.
    #[must_use]
    pub fn usage(&self) -> String {
        let mut usage = self.path.to_owned();
        for argument in self.arguments {
            let (open, close) = if argument.optional {
                ('[', ']')
            } else {
                ('<', '>')
            };
            usage.push(' ');
            usage.push(open);
            usage.push_str(argument.name);
            usage.push(close);
        }
        usage
    }
}

/// Makes an enum of commands and `DEFINITIONS` of it. The comments are the help.
macro_rules! commands {
    (
        $(#[$outer:meta])*
        pub enum $enum:ident as $place:ident {
            $(
                $(#[doc = $help:literal])+
                $variant:ident $path:literal $(| $alias:literal)* : $permission:ident {
                    $($(#[doc = $what:literal])+ $field:ident: $type:ty),* $(,)?
                }
            )*
        }
    ) => {
        $(#[$outer])*
        pub enum $enum {
            $(
                $(#[doc = $help])+
                $variant {
                    $($(#[doc = $what])+ $field: $type),*
                },
            )*
        }

        impl $enum {
            pub(crate) const DEFINITIONS: &[$crate::Definition] = &[$(
                $crate::Definition {
                    path: $path,
                    aliases: &[$($alias),*],
                    permission: bezgelor_core::permission::Permission::$permission,
                    arguments: &[$(
                        $crate::ArgumentInfo {
                            name: stringify!($field),
                            help: concat!($($what),+),
                            kind: <$type as $crate::argument::Argument>::KIND,
                            optional: <$type as $crate::argument::Argument>::OPTIONAL,
                        }
                    ),*],
                    help: concat!($($help),+),
                    build: |_reader| Ok($crate::Command::$place($enum::$variant {
                        $($field: _reader.take(stringify!($field))?),*
                    })),
                }
            ),*];
        }
    };
}
pub(crate) use commands;
