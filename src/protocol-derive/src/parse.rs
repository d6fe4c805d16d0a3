//! Reads the small part of Rust that wire structures are written in: doc comments, `#[wire(…)]`,
//! named fields, and enums whose variants have named fields or none.

use proc_macro::{Delimiter, Span, TokenStream, TokenTree};
use std::iter::Peekable;

type Tokens = Peekable<proc_macro::token_stream::IntoIter>;

/// A mistake in the source, with the place to point at.
pub(crate) struct Mistake {
    pub(crate) at: Span,
    pub(crate) what: String,
}

pub(crate) type Result<T> = std::result::Result<T, Mistake>;

/// One `key`, `key = value` or `key(values…)` of a `#[wire(…)]`.
pub(crate) struct Attribute {
    pub(crate) key: String,
    pub(crate) values: Vec<String>,
    pub(crate) at: Span,
}

/// Doc comment and `#[wire(…)]` of an item, variant or field.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) doc: String,
    pub(crate) wire: Vec<Attribute>,
}

impl Attributes {
    pub(crate) fn get(&self, key: &str) -> Option<&Attribute> {
        self.wire.iter().find(|attribute| attribute.key == key)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The `index`th value of `key`.
    pub(crate) fn value(&self, key: &str, index: usize) -> Option<&str> {
        self.get(key)?.values.get(index).map(String::as_str)
    }

    /// The `index`th value of `key` as a number.
    pub(crate) fn number(&self, key: &str, index: usize) -> Result<Option<u32>> {
        let Some(attribute) = self.get(key) else {
            return Ok(None);
        };
        let Some(text) = attribute.values.get(index) else {
            return fail(attribute.at, format!("`{key}` needs a number"));
        };
        let number = match text.strip_prefix("0x") {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => text.parse(),
        };
        number
            .map(Some)
            .or_else(|_| fail(attribute.at, format!("`{key}`: `{text}` is no number")))
    }
}

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: String,
    pub(crate) attributes: Attributes,
    pub(crate) at: Span,
}

pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) attributes: Attributes,
    pub(crate) fields: Vec<Field>,
    pub(crate) at: Span,
}

pub(crate) enum Body {
    Struct(Vec<Field>),
    Enum(Vec<Variant>),
}

pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) attributes: Attributes,
    pub(crate) body: Body,
    pub(crate) at: Span,
}

pub(crate) fn fail<T>(at: Span, what: impl Into<String>) -> Result<T> {
    let what = what.into();
    Err(Mistake { at, what })
}

/// Parses the item a derive was put on.
pub(crate) fn item(stream: TokenStream) -> Result<Item> {
    let mut tokens = stream.into_iter().peekable();
    let attributes = attributes(&mut tokens)?;
    visibility(&mut tokens);
    let keyword = ident(&mut tokens)?.0;
    let (name, at) = ident(&mut tokens)?;
    let fields = match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => group.stream(),
        Some(TokenTree::Punct(punct)) if punct.as_char() == ';' => TokenStream::new(),
        _ => return fail(at, "a wire structure has named fields and no generics"),
    };
    let mut inner = fields.into_iter().peekable();
    let body = match keyword.as_str() {
        "struct" => Body::Struct(named_fields(&mut inner)?),
        "enum" => Body::Enum(variants(&mut inner)?),
        _ => return fail(at, "only structs and enums have a wire form"),
    };
    Ok(Item {
        name,
        attributes,
        body,
        at,
    })
}

fn variants(tokens: &mut Tokens) -> Result<Vec<Variant>> {
    let mut variants = Vec::new();
    while tokens.peek().is_some() {
        let attributes = attributes(tokens)?;
        let (name, at) = ident(tokens)?;
        let mut fields = Vec::new();
        if let Some(TokenTree::Group(group)) = tokens.peek() {
            if group.delimiter() != Delimiter::Brace {
                return fail(at, "the fields of a case have names");
            }
            fields = named_fields(&mut group.stream().into_iter().peekable())?;
            tokens.next();
        }
        comma(tokens);
        variants.push(Variant {
            name,
            attributes,
            fields,
            at,
        });
    }
    Ok(variants)
}

fn named_fields(tokens: &mut Tokens) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    while tokens.peek().is_some() {
        let attributes = attributes(tokens)?;
        visibility(tokens);
        let (name, at) = ident(tokens)?;
        match tokens.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => {}
            _ => return fail(at, "expected `name: type`"),
        }
        let ty = type_text(tokens);
        fields.push(Field {
            name,
            ty,
            attributes,
            at,
        });
    }
    Ok(fields)
}

/// The tokens up to the next comma outside of angle brackets, without spaces.
fn type_text(tokens: &mut Tokens) -> String {
    let mut text = String::new();
    let mut depth = 0;
    for token in tokens.by_ref() {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                ',' if depth == 0 => break,
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
        }
        text.push_str(&token.to_string());
    }
    text.retain(|c| !c.is_whitespace());
    text
}

fn attributes(tokens: &mut Tokens) -> Result<Attributes> {
    let mut attributes = Attributes::default();
    loop {
        match tokens.peek() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '#' => {}
            _ => return Ok(attributes),
        }
        tokens.next();
        let Some(TokenTree::Group(group)) = tokens.next() else {
            return Ok(attributes);
        };
        let mut inner = group.stream().into_iter().peekable();
        let (name, _) = ident(&mut inner)?;
        match (name.as_str(), inner.next(), inner.next()) {
            ("doc", Some(_), Some(TokenTree::Literal(text))) => {
                if !attributes.doc.is_empty() {
                    attributes.doc.push_str(", \"\\n\", ");
                }
                attributes.doc.push_str(&text.to_string());
            }
            ("wire", Some(TokenTree::Group(list)), None) => {
                wire_attributes(list.stream(), &mut attributes.wire)?;
            }
            _ => {}
        }
    }
}

fn wire_attributes(stream: TokenStream, attributes: &mut Vec<Attribute>) -> Result<()> {
    let mut tokens = stream.into_iter().peekable();
    while tokens.peek().is_some() {
        let (key, at) = ident(&mut tokens)?;
        let mut values = Vec::new();
        match tokens.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => {
                values.extend(tokens.next().map(|token| token.to_string()));
                comma(&mut tokens);
            }
            Some(TokenTree::Group(list)) => {
                let commas = |token: &TokenTree| !matches!(token, TokenTree::Punct(_));
                values.extend(
                    list.stream()
                        .into_iter()
                        .filter(commas)
                        .map(|t| t.to_string()),
                );
                comma(&mut tokens);
            }
            _ => {}
        }
        attributes.push(Attribute { key, values, at });
    }
    Ok(())
}

fn visibility(tokens: &mut Tokens) {
    if !matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word.to_string() == "pub") {
        return;
    }
    tokens.next();
    // `pub(crate)` and its like.
    if matches!(tokens.peek(), Some(TokenTree::Group(_))) {
        tokens.next();
    }
}

fn comma(tokens: &mut Tokens) {
    if matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ',') {
        tokens.next();
    }
}

fn ident(tokens: &mut Tokens) -> Result<(String, Span)> {
    match tokens.next() {
        Some(TokenTree::Ident(word)) => Ok((word.to_string(), word.span())),
        Some(other) => fail(other.span(), format!("expected a name, found `{other}`")),
        None => fail(Span::call_site(), "expected a name"),
    }
}
