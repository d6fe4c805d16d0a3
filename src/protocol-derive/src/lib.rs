//! The derive that turns a struct with widths at its fields into a wire codec.
//!
//! ```text
//! #[derive(Clone, Debug, Default, PartialEq, Message)]
//! #[wire(opcode = 0x07DD, from = Client, standing = Proven)]
//! pub struct ClientCharacterSelect {
//!     pub character_id: u64,          // the type is the width
//!     #[wire(bits = 15)]
//!     pub world_id: u16,              // … unless one is written
//! }
//! ```
//!
//! On a field: `bits = N` (of a number, of one float, of one character); lists `count = N` (bits
//! of the count in front), `max = K`, `fixed = N`, `same_as = list`, `count_ahead`; bytes
//! `length = N`, `plus = K`, `bytes` or `bytes = N`; unions `tag(name, N)` or `tag_ahead(name)`,
//! `inline`; `terminated` and `msb_first` for texts and bit sets; and what stands in front of the
//! field but belongs to a later one: `tag_of(field, name, N)`, `count_of(field, name, N)`,
//! `zeros_before = N`, `zeros_after = N`. On a case: `case = N`, `zeros = N`. On a struct: `reuse`
//! makes reading into a kept value use its memory again.
//!
//! The generated code is a line of calls per field into functions that exist once, without a
//! branch of its own, because well over a thousand structures go through it in every build.

mod field;
mod generate;
mod parse;

use proc_macro::{Group, Ident, Punct, Spacing, TokenStream, TokenTree};

use parse::Mistake;

/// Derives the codec and description of a structure or a union.
#[proc_macro_derive(Wire, attributes(wire))]
pub fn derive_wire(input: TokenStream) -> TokenStream {
    finish(parse::item(input).and_then(|item| generate::wire(&item)))
}

/// Derives [`Wire`](derive_wire) and the opcode of a message.
#[proc_macro_derive(Message, attributes(wire))]
pub fn derive_message(input: TokenStream) -> TokenStream {
    finish(parse::item(input).and_then(|item| generate::message(&item)))
}

fn finish(code: Result<String, Mistake>) -> TokenStream {
    let code = code.and_then(|code| {
        code.parse::<TokenStream>().map_err(|error| Mistake {
            at: proc_macro::Span::call_site(),
            what: format!("generated code does not parse: {error}"),
        })
    });
    code.unwrap_or_else(|mistake| complaint(&mistake))
}

/// `compile_error! { "…" }` at the place of the mistake.
fn complaint(mistake: &Mistake) -> TokenStream {
    let text = proc_macro::Literal::string(&mistake.what);
    let body = TokenStream::from(TokenTree::from(text));
    let mut tokens: Vec<TokenTree> = vec![
        Ident::new("compile_error", mistake.at).into(),
        Punct::new('!', Spacing::Alone).into(),
        Group::new(proc_macro::Delimiter::Brace, body).into(),
    ];
    for token in &mut tokens {
        token.set_span(mistake.at);
    }
    tokens.into_iter().collect()
}
