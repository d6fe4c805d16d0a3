//! The disk as SQLite's file system: reads, writes, locks and shared memory of every connection of
//! this process go to one [`Disk`].

#![expect(
    unsafe_code,
    reason = "a file system for SQLite is a table of C functions"
)]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::{Mutex, MutexGuard, Once};

use libsqlite3_sys as ffi;

use crate::disk::{Disk, Fault, FileId};

/// Bytes of one region of shared memory, as SQLite asks for them.
const REGION_WORDS: usize = 32 * 1024 / 8;

/// The disk, and what connections hold on it.
#[derive(Default)]
struct Machine {
    disk: Disk,
    locks: Vec<Locks>,
    shared: Vec<Shared>,
}

/// Locks on one file, all handles together.
#[derive(Clone, Copy, Debug, Default)]
struct Locks {
    shared: u32,
    reserved: bool,
    pending: bool,
    exclusive: bool,
}

/// The shared memory of one database in one epoch.
struct Shared {
    file: FileId,
    epoch: u64,
    /// Owned here; SQLite uses them between mapping and unmapping.
    regions: Vec<usize>,
    users: u32,
    readers: [u32; ffi::SQLITE_SHM_NLOCK as usize],
    writers: [bool; ffi::SQLITE_SHM_NLOCK as usize],
}

static MACHINE: Mutex<Option<Machine>> = Mutex::new(None);

struct Guard(MutexGuard<'static, Option<Machine>>);

impl Guard {
    fn machine(&mut self) -> &mut Machine {
        self.0.get_or_insert_default()
    }
}

fn lock() -> Guard {
    let guard = MACHINE.lock();
    Guard(guard.unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Does something to the disk that every later SQLite connection of this process is on.
pub(crate) fn with_disk<T>(work: impl FnOnce(&mut Disk) -> T) -> T {
    static REGISTER: Once = Once::new();
    REGISTER.call_once(register);
    work(&mut lock().machine().disk)
}

/// What SQLite keeps for one open file; plain data, made and forgotten in its memory.
#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    file: FileId,
    epoch: u64,
    level: c_int,
    /// Index of its shared memory and one, 0 for none.
    shared: usize,
    reading: u32,
    writing: u32,
}

fn register() {
    // SAFETY: asking for the default file system has no conditions; the copy lives for ever.
    unsafe {
        let default = ffi::sqlite3_vfs_find(std::ptr::null());
        assert!(!default.is_null(), "SQLite has a file system");
        let mut ours = *default;
        ours.szOsFile = size_of::<Handle>() as c_int;
        ours.zName = c"faulty".as_ptr();
        ours.pNext = std::ptr::null_mut();
        ours.xOpen = Some(open);
        ours.xDelete = Some(delete);
        ours.xAccess = Some(access);
        ours.xFullPathname = Some(full_path);
        let ours = Box::leak(Box::new(ours));
        assert_eq!(ffi::sqlite3_vfs_register(ours, 1), ffi::SQLITE_OK);
    }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(take_lock),
    xUnlock: Some(release_lock),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// The text of a name SQLite hands over.
///
/// # Safety
/// `name` is null or a C string.
unsafe fn text<'a>(name: *const c_char) -> Option<&'a str> {
    if name.is_null() {
        return None;
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(name) }.to_str().ok()
}

unsafe extern "C" fn open(
    _vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands over room for a handle, and a C string or null.
    unsafe {
        (*file).pMethods = std::ptr::null();
        let mut guard = lock();
        let machine = guard.machine();
        let create = flags & ffi::SQLITE_OPEN_CREATE != 0 || name.is_null();
        let Some(id) = machine.disk.open(text(name), create) else {
            return ffi::SQLITE_CANTOPEN;
        };
        machine
            .locks
            .resize(machine.locks.len().max(id + 1), Locks::default());
        file.cast::<Handle>().write(Handle {
            base: ffi::sqlite3_file { pMethods: &METHODS },
            file: id,
            epoch: machine.disk.epoch,
            level: 0,
            shared: 0,
            reading: 0,
            writing: 0,
        });
        if !out_flags.is_null() {
            *out_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, _: c_int) -> c_int {
    // SAFETY: SQLite hands over a C string.
    if let Some(name) = unsafe { text(name) } {
        lock().machine().disk.delete(name);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands over a C string and a place for the answer.
    unsafe {
        let there = text(name).is_some_and(|name| lock().machine().disk.exists(name));
        *out = c_int::from(there);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_path(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite hands over a C string and `room` bytes.
    unsafe {
        let length = CStr::from_ptr(name).count_bytes() + 1;
        if length > room as usize {
            return ffi::SQLITE_CANTOPEN;
        }
        std::ptr::copy_nonoverlapping(name, out, length);
    }
    ffi::SQLITE_OK
}

/// Runs `work` on an open file, unless its power failed.
///
/// # Safety
/// `file` was opened by [`open`] and is not in use elsewhere, which SQLite sees to.
unsafe fn on<T>(
    file: *mut ffi::sqlite3_file,
    work: impl FnOnce(&mut Machine, &mut Handle) -> Result<T, Fault>,
) -> Result<T, Fault> {
    // SAFETY: the caller's promise.
    let handle = unsafe { &mut *file.cast::<Handle>() };
    let mut guard = lock();
    let machine = guard.machine();
    if handle.epoch != machine.disk.epoch {
        return Err(Fault::Dead);
    }
    work(machine, handle)
}

/// SQLite's code for a fault of an access whose own code is `broken`.
fn code<T>(outcome: &Result<T, Fault>, broken: c_int) -> c_int {
    match outcome {
        Ok(_) => ffi::SQLITE_OK,
        Err(Fault::Full) => ffi::SQLITE_FULL,
        Err(Fault::Broken | Fault::Dead) => broken,
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: SQLite closes what it opened, once.
    unsafe {
        release_lock(file, ffi::SQLITE_LOCK_NONE);
        shm_unmap(file, 0);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    length: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite hands over `length` bytes of room.
    let outcome = unsafe {
        let into = std::slice::from_raw_parts_mut(into.cast::<u8>(), length as usize);
        on(file, |machine, handle| {
            machine.disk.read(handle.file, at as usize, into)
        })
    };
    match outcome {
        Ok(there) if there < length as usize => ffi::SQLITE_IOERR_SHORT_READ,
        other => code(&other, ffi::SQLITE_IOERR_READ),
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    length: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite hands over `length` bytes.
    let outcome = unsafe {
        let bytes = std::slice::from_raw_parts(bytes.cast::<u8>(), length as usize);
        on(file, |machine, handle| {
            machine.disk.write(handle.file, at as usize, bytes)
        })
    };
    code(&outcome, ffi::SQLITE_IOERR_WRITE)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: ffi::sqlite3_int64) -> c_int {
    // SAFETY: an open file.
    let outcome = unsafe {
        on(file, |machine, handle| {
            machine.disk.truncate(handle.file, length as usize)
        })
    };
    code(&outcome, ffi::SQLITE_IOERR_TRUNCATE)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: an open file.
    let outcome = unsafe { on(file, |machine, handle| machine.disk.sync(handle.file)) };
    code(&outcome, ffi::SQLITE_IOERR_FSYNC)
}

unsafe extern "C" fn file_size(
    file: *mut ffi::sqlite3_file,
    out: *mut ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: an open file, and a place for the answer.
    unsafe {
        let size = on(file, |machine, handle| Ok(machine.disk.size(handle.file)));
        *out = size.as_ref().map_or(0, |size| *size) as ffi::sqlite3_int64;
        code(&size, ffi::SQLITE_IOERR_FSTAT)
    }
}

unsafe extern "C" fn take_lock(file: *mut ffi::sqlite3_file, wanted: c_int) -> c_int {
    // SAFETY: an open file.
    let taken = unsafe { on(file, |machine, handle| Ok(raise(machine, handle, wanted))) };
    match taken {
        Ok(true) => ffi::SQLITE_OK,
        Ok(false) => ffi::SQLITE_BUSY,
        Err(_) => ffi::SQLITE_IOERR_LOCK,
    }
}

fn raise(machine: &mut Machine, handle: &mut Handle, wanted: c_int) -> bool {
    let locks = &mut machine.locks[handle.file];
    if handle.level >= wanted {
        return true;
    }
    if handle.level == ffi::SQLITE_LOCK_NONE {
        if locks.pending || locks.exclusive {
            return false;
        }
        locks.shared += 1;
        handle.level = ffi::SQLITE_LOCK_SHARED;
    }
    if wanted >= ffi::SQLITE_LOCK_RESERVED && handle.level < ffi::SQLITE_LOCK_RESERVED {
        if locks.reserved || locks.pending {
            return false;
        }
        locks.reserved = true;
        handle.level = ffi::SQLITE_LOCK_RESERVED;
    }
    if wanted > ffi::SQLITE_LOCK_RESERVED {
        locks.pending = true;
        handle.level = ffi::SQLITE_LOCK_PENDING;
        if locks.shared > 1 {
            return false;
        }
        locks.exclusive = true;
        handle.level = ffi::SQLITE_LOCK_EXCLUSIVE;
    }
    true
}

unsafe extern "C" fn release_lock(file: *mut ffi::sqlite3_file, wanted: c_int) -> c_int {
    // SAFETY: an open file.
    let outcome = unsafe {
        on(file, |machine, handle| {
            let locks = &mut machine.locks[handle.file];
            if handle.level > ffi::SQLITE_LOCK_SHARED {
                (locks.reserved, locks.pending, locks.exclusive) = (false, false, false);
                handle.level = ffi::SQLITE_LOCK_SHARED;
            }
            if wanted == ffi::SQLITE_LOCK_NONE && handle.level == ffi::SQLITE_LOCK_SHARED {
                locks.shared -= 1;
                handle.level = ffi::SQLITE_LOCK_NONE;
            }
            Ok(())
        })
    };
    // Locks of before the power cut are gone anyway.
    let _ = outcome;
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file, and a place for the answer.
    unsafe {
        let reserved = on(file, |machine, handle| {
            Ok(machine.locks[handle.file].reserved)
        });
        *out = c_int::from(reserved.unwrap_or(false));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    512
}

/// What SQLite's own file system for Unix says: a write damages nothing beside it.
unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    _size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file, and a place for the answer.
    unsafe {
        let mapped = on(file, |machine, handle| {
            let shared = shared_of(machine, handle);
            let regions = &mut machine.shared[shared].regions;
            while extend != 0 && regions.len() <= region as usize {
                let memory = vec![0_u64; REGION_WORDS].into_boxed_slice();
                regions.push(Box::into_raw(memory).cast::<u64>() as usize);
            }
            Ok(regions.get(region as usize).copied())
        });
        *out = mapped.as_ref().ok().copied().flatten().unwrap_or(0) as *mut c_void;
        code(&mapped, ffi::SQLITE_IOERR_SHMMAP)
    }
}

/// The index of a handle's shared memory, which it joins when it has none yet.
fn shared_of(machine: &mut Machine, handle: &mut Handle) -> usize {
    if handle.shared == 0 {
        let same = |shared: &Shared| {
            shared.file == handle.file && shared.epoch == handle.epoch && shared.users > 0
        };
        let found = machine.shared.iter().position(same);
        let index = found.unwrap_or_else(|| {
            machine.shared.push(Shared {
                file: handle.file,
                epoch: handle.epoch,
                regions: Vec::new(),
                users: 0,
                readers: [0; ffi::SQLITE_SHM_NLOCK as usize],
                writers: [false; ffi::SQLITE_SHM_NLOCK as usize],
            });
            machine.shared.len() - 1
        });
        machine.shared[index].users += 1;
        handle.shared = index + 1;
    }
    handle.shared - 1
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    let slots = offset as usize..(offset + count) as usize;
    // SAFETY: an open file.
    let taken = unsafe {
        on(file, |machine, handle| {
            let shared = shared_of(machine, handle);
            let shared = &mut machine.shared[shared];
            Ok(slots_locked(shared, handle, slots, flags))
        })
    };
    match taken {
        Ok(true) => ffi::SQLITE_OK,
        Ok(false) => ffi::SQLITE_BUSY,
        Err(_) => ffi::SQLITE_IOERR_SHMLOCK,
    }
}

fn slots_locked(
    shared: &mut Shared,
    handle: &mut Handle,
    slots: std::ops::Range<usize>,
    flags: c_int,
) -> bool {
    let exclusive = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        for slot in slots {
            let bit = 1 << slot;
            if handle.writing & bit != 0 {
                shared.writers[slot] = false;
                handle.writing &= !bit;
            } else if handle.reading & bit != 0 {
                shared.readers[slot] -= 1;
                handle.reading &= !bit;
            }
        }
        return true;
    }
    let busy = |slot: usize| shared.writers[slot] || (exclusive && shared.readers[slot] > 0);
    if slots.clone().any(busy) {
        return false;
    }
    for slot in slots {
        let bit = 1 << slot;
        if exclusive {
            shared.writers[slot] = true;
            handle.writing |= bit;
        } else if handle.reading & bit == 0 {
            shared.readers[slot] += 1;
            handle.reading |= bit;
        }
    }
    true
}

unsafe extern "C" fn shm_barrier(_: *mut ffi::sqlite3_file) {
    std::sync::atomic::fence(std::sync::atomic::Ordering::SeqCst);
    // As the file systems of SQLite itself do: taking a lock orders memory between threads.
    drop(lock());
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _delete: c_int) -> c_int {
    // SAFETY: an open file; its epoch does not matter, since memory outlives a power cut.
    let handle = unsafe { &mut *file.cast::<Handle>() };
    let mut guard = lock();
    let Some(index) = handle.shared.checked_sub(1) else {
        return ffi::SQLITE_OK;
    };
    let shared = &mut guard.machine().shared[index];
    let all = 0..ffi::SQLITE_SHM_NLOCK as usize;
    slots_locked(shared, handle, all, ffi::SQLITE_SHM_UNLOCK);
    handle.shared = 0;
    shared.users -= 1;
    if shared.users == 0 {
        for region in shared.regions.drain(..) {
            let memory = std::ptr::slice_from_raw_parts_mut(region as *mut u64, REGION_WORDS);
            // SAFETY: made by `shm_map` from such a box; nobody has it mapped any more.
            drop(unsafe { Box::from_raw(memory) });
        }
    }
    ffi::SQLITE_OK
}

/// Locks do not outlive the power.
pub(crate) fn power_cut() {
    let mut guard = lock();
    let machine = guard.machine();
    machine.disk.power_cut();
    machine.locks.fill(Locks::default());
}
