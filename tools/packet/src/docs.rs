//! `packet docs`: every message on one HTML page that needs nothing but a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use protocol::registry::{self, Entry};
use protocol::wire::{EnumLayout, Field, Layout, Shape, UnionLayout};

use crate::describe::kind;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:0;display:flex}\
nav{width:19rem;height:100vh;overflow:auto;position:sticky;top:0;background:#f3f3f0;padding:1rem;\
box-sizing:border-box;flex:none}nav a{display:block;color:#234;text-decoration:none;\
white-space:nowrap}nav b{display:block;margin-top:.8rem}main{padding:1rem 2rem;max-width:60rem}\
section{border-top:1px solid #ddd;padding:.6rem 0}code{background:#f3f3f0}\
table{border-collapse:collapse}td{padding:.1rem .8rem .1rem 0;vertical-align:top}\
input{width:100%;box-sizing:border-box}.s{color:#777}";
const SCRIPT: &str = "const q=document.querySelector('input');q.oninput=()=>{const t=q.value\
.toLowerCase();for(const e of document.querySelectorAll('[data-m]'))e.hidden=!e.dataset.m\
.includes(t)}";

/// The whole page.
pub(crate) fn html() -> String {
    let mut topics: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in registry::entries() {
        topics.entry(entry.topic).or_default().push(entry);
    }
    let mut page = Page::default();
    let mut links = String::new();
    for (topic, entries) in &topics {
        let _ = write!(links, "<b>{topic}</b>");
        let _ = write!(page.text, "<h1>{topic}</h1>");
        for entry in entries {
            let (opcode, name) = (entry.opcode, entry.name);
            let key = format!("{opcode:#06x} {} {topic}", name.to_lowercase());
            let _ = write!(
                links,
                "<a data-m='{key}' href='#{name}'>{opcode:#06x} {name}</a>"
            );
            page.message(entry, &key);
        }
    }
    let shared = page.shared();
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>WildStar messages</title>\
         <style>{STYLE}</style><nav><input placeholder='name or opcode'>{links}</nav>\
         <main>{}{shared}</main><script>{SCRIPT}</script></html>\n",
        page.text
    )
}

/// The text so far, and what it refers to and must follow it.
#[derive(Default)]
struct Page {
    text: String,
    structs: BTreeMap<&'static str, &'static Layout>,
    unions: BTreeMap<&'static str, &'static UnionLayout>,
    enums: BTreeMap<&'static str, &'static EnumLayout>,
}

impl Page {
    fn message(&mut self, entry: &'static Entry, key: &str) {
        let (opcode, name, from) = (entry.opcode, entry.name, entry.sender);
        let standing = format!("{:?}", entry.standing).to_lowercase();
        let _ = write!(
            self.text,
            "<section data-m='{key}' id={name}><h3>{opcode:#06x} {name}</h3>\
             <p class=s>sent by: {from:?}; layout: {standing}</p><p>{}</p>",
            escape(entry.layout.doc)
        );
        let table = self.table(entry.layout.fields);
        self.text += &table;
        self.text += "</section>";
    }

    fn table(&mut self, fields: &'static [Field]) -> String {
        let mut table = String::from("<table>");
        for field in fields {
            let reference = self.reference(field.shape);
            let mut kind = escape(&kind(field));
            if let Some(name) = reference {
                kind = kind.replace(name, &format!("<a href='#{name}'>{name}</a>"));
            }
            let (name, doc) = (field.name, escape(field.doc));
            let _ = write!(table, "<tr><td>{name}<td><code>{kind}</code><td>{doc}");
        }
        table + "</table>"
    }

    /// Remembers what a shape refers to and returns its name.
    fn reference(&mut self, shape: Shape) -> Option<&'static str> {
        match shape {
            Shape::Struct(layout) => {
                self.structs.insert(layout.name, layout);
                Some(layout.name)
            }
            Shape::Union { layout, .. } => {
                self.unions.insert(layout.name, layout);
                Some(layout.name)
            }
            Shape::Enum(layout) => {
                self.enums.insert(layout.name, layout);
                Some(layout.name)
            }
            _ => None,
        }
    }

    /// The structures, unions and enums that anything above refers to.
    fn shared(&mut self) -> String {
        let mut text = String::from("<h1>structures</h1>");
        let mut done = BTreeSet::new();
        loop {
            let structs = self.structs.values().copied();
            let Some(layout) = structs
                .into_iter()
                .find(|layout| !done.contains(layout.name))
            else {
                let unions = self.unions.values().copied();
                let Some(union) = unions.into_iter().find(|union| !done.contains(union.name))
                else {
                    break;
                };
                done.insert(union.name);
                text += &head(union.name, union.doc);
                for case in union.cases {
                    let _ = write!(text, "<h4>{} {}</h4>", case.value, case.name);
                    text += &self.table(case.fields);
                }
                text += "</section>";
                continue;
            };
            done.insert(layout.name);
            text += &head(layout.name, layout.doc);
            text += &self.table(layout.fields);
            text += "</section>";
        }
        text += "<h1>enumerations</h1>";
        for layout in self.enums.values() {
            text += &head(layout.name, layout.doc);
            text += "<table>";
            for (name, value) in layout.members {
                let _ = write!(text, "<tr><td>{value}<td>{name}");
            }
            text += "</table></section>";
        }
        text
    }
}

fn head(name: &str, doc: &str) -> String {
    let key = name.to_lowercase();
    let doc = escape(doc);
    format!("<section data-m='{key}' id={name}><h3>{name}</h3><p>{doc}</p>")
}

fn escape(text: &str) -> String {
    text.trim()
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
