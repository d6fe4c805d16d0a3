//! The command line of `tblconv`: what it takes; `cli` does it.

mod cli;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tblconv::progress::ProgressForm;

/// Turns a WildStar client's data (build 16042) into the set of archives Bezgelor maps, looks into
/// it, and turns it back.
///
/// Quick start: `tblconv import --client "C:/Games/WildStar" --out tables.set`, then
/// `bezgelor serve --tables tables.set`. Without a client, `bezgelor serve` uses the built-in
/// starter set, which `tblconv dump World` shows too.
///
/// Exit status: 0 done, 1 something was refused or not found, 2 the command line was wrong.
#[derive(Debug, Parser)]
#[command(name = "tblconv", version, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a set from an installed client: all tables, languages and maps in its archives.
    ///
    /// An interrupted import goes on where it stopped, and what did not change is not done again.
    Import {
        /// The client's folder, the one that holds ClientData.index (or has it in a folder below).
        #[arg(long)]
        client: PathBuf,
        /// Folder of the set to write; a server that has it open keeps the old one.
        #[arg(long, default_value = "tables.set")]
        out: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// Make or extend a set from loose files: *.tbl, en-US.bin, NAME.ZZXX.area, also as .xz.
    Convert {
        /// Files and folders; folders are searched.
        #[arg(required = true)]
        sources: Vec<PathBuf>,
        /// Folder of the set to write.
        #[arg(long, default_value = "tables.set")]
        out: PathBuf,
        /// Drop from the set what these sources do not have.
        #[arg(long)]
        replace: bool,
        #[command(flatten)]
        how: How,
    },
    /// Print a table: a row a line, as CSV, or as a JSON array of objects.
    Dump {
        /// A table's name (from --set), or a .tbl or text file.
        what: String,
        #[command(flatten)]
        set: SetArg,
        /// CSV with a header of the client's column names.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// JSON: an array of row objects under the client's column names.
        #[arg(long)]
        json: bool,
        /// Only rows where all of these hold: COLUMN=VALUE, !=, <, >, or ~ for "contains".
        #[arg(long = "where", value_name = "CONDITION")]
        conditions: Vec<String>,
        /// At most this many rows.
        #[arg(long)]
        limit: Option<usize>,
    },
    /// Check files or sets; one line each, exit status 1 when any is bad.
    ///
    /// An index is checked together with every content of the archive beside it.
    Verify {
        /// .tbl, .bin, .area, .index, .archive, .bga, or the folder of a set.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Take what only strict reading refuses, and note it.
        #[arg(long)]
        lenient: bool,
    },
    /// Print what columns a table has, or list all tables.
    Schema {
        /// Table name.
        table: Option<String>,
        /// JSON instead of lines.
        #[arg(long)]
        json: bool,
    },
    /// Find texts, and rows whose texts match.
    Grep {
        /// What to look for; case does not matter.
        pattern: String,
        #[command(flatten)]
        set: SetArg,
        /// Language by tag; all of the set when not given.
        #[arg(long)]
        lang: Option<String>,
        /// Find near misses too, the nearest first.
        #[arg(long)]
        fuzzy: bool,
        /// At most this many lines.
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
    /// Compare two tables, text files or sets: rows, texts and tiles added, removed and changed.
    ///
    /// Exit status 0 when they are the same, 1 when not.
    Diff {
        /// A .tbl, a .bin, or a set.
        old: PathBuf,
        /// The other one.
        new: PathBuf,
    },
    /// Make the client's files again: a table or texts from JSON or CSV, all files of a set, or an
    /// index with its archive from a folder of files.
    ///
    /// `pack World.csv World.tbl`, `pack en-US.json en-US.bin`, `pack tables.set DIR`,
    /// `pack FOLDER_OF_CSV DIR`, `pack DIR Mine.index` (writes Mine.archive beside it).
    Pack {
        /// A .json or .csv, a set or one of its .bga files, or a folder.
        source: PathBuf,
        /// A .tbl or .bin, an .index, or a folder for several files.
        out: PathBuf,
        /// The table's name, when it is not the source's file name.
        #[arg(long)]
        table: Option<String>,
    },
    /// Count the references of each column that lead to no row. They are part of the data.
    References {
        #[command(flatten)]
        set: SetArg,
        /// Columns without such references too.
        #[arg(long)]
        all: bool,
    },
    /// Compile starter text (TABLE.csv, spawns.csv, texts.TAG.csv) to a set in one file.
    Starter {
        /// The folder with the CSV files.
        #[arg(default_value = "tables/starter")]
        folder: PathBuf,
        /// The file to write, for `bezgelor serve --tables FILE`; without it the text is checked.
        out: Option<PathBuf>,
    },
    /// List the files in the client's archives.
    List {
        /// The client's folder, or one .index.
        client: PathBuf,
        /// Only paths that contain this.
        pattern: Option<String>,
    },
    /// Unpack files from the client's archives.
    Extract {
        /// The client's folder, or one .index.
        client: PathBuf,
        /// Folder to write into.
        out: PathBuf,
        /// Only paths that contain this.
        pattern: Option<String>,
    },
    /// Look at maps.
    #[command(subcommand)]
    Map(MapCommand),
}

#[derive(Debug, Subcommand)]
enum MapCommand {
    /// List the maps of a set with their bounds.
    List {
        #[command(flatten)]
        set: SetArg,
    },
    /// Draw a map's heights and zones as a PNG.
    Render {
        /// World id, or the name of a map.
        world: String,
        #[command(flatten)]
        set: SetArg,
        /// The picture; NAME.png when not given.
        #[arg(long)]
        out: Option<PathBuf>,
        /// World units a pixel.
        #[arg(long, default_value_t = 4.0)]
        scale: f32,
    },
    /// Height, zone and water at a position.
    At {
        /// World id, or the name of a map.
        world: String,
        /// World x.
        #[arg(allow_negative_numbers = true)]
        x: f32,
        /// World z.
        #[arg(allow_negative_numbers = true)]
        z: f32,
        #[command(flatten)]
        set: SetArg,
    },
}

/// Options of every command that converts.
#[derive(Debug, clap::Args)]
struct How {
    /// Take sources that only strict reading refuses, and note what was odd.
    #[arg(long)]
    lenient: bool,
    /// How progress is told.
    #[arg(long, value_enum, default_value_t = ProgressForm::Auto)]
    progress: ProgressForm,
}

/// Which set a command reads.
#[derive(Debug, clap::Args)]
struct SetArg {
    /// Folder or file of a set; the built-in starter set when not given.
    #[arg(long, env = "BEZGELOR_TABLES")]
    set: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match cli::run(args.command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let text = tblconv::error::one_line(&format!("{error:#}"));
            let _ = writeln!(std::io::stderr(), "tblconv: {text}");
            ExitCode::FAILURE
        }
    }
}

/// `tblconv dump … | head` is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
