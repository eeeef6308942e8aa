// SPDX-License-Identifier: Apache-2.0
//
// For tests only: SQLite's file layer with a disk that fails on demand. It passes every call to
// the system's layer, except that xSync and xWrite can be told to answer with an error.
#pragma once

#include <atomic>
#include <sqlite3.h>

namespace truceline::app {

/// What the disk does from now on; the same for all files opened through kFailingVfs.
struct DiskFaults {
  std::atomic<int> sync_code = SQLITE_OK;
  std::atomic<int> main_file_sync_code = SQLITE_OK;  // of the database, not of its log
  std::atomic<int> write_code = SQLITE_OK;
};
inline DiskFaults disk_faults;
inline constexpr const char* kFailingVfs = "truceline-failing";

namespace failing_vfs {

/// Our file object; SQLite gives us room for it and for the real one behind it.
struct File {
  sqlite3_file base;
  bool is_main_file;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
inline File* ours(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
inline sqlite3_file* real(sqlite3_file* file) {
  return ours(file)->real();
}
inline const sqlite3_io_methods* methods(sqlite3_file* file) {
  return real(file)->pMethods;
}
inline sqlite3_vfs* system() {
  return sqlite3_vfs_find(nullptr);
}

inline int close(sqlite3_file* f) {
  return methods(f)->xClose(real(f));
}
inline int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  return methods(f)->xRead(real(f), to, n, at);
}
inline int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (disk_faults.write_code != SQLITE_OK) return disk_faults.write_code;
  return methods(f)->xWrite(real(f), from, n, at);
}
inline int truncate(sqlite3_file* f, sqlite3_int64 size) {
  return methods(f)->xTruncate(real(f), size);
}
inline int sync(sqlite3_file* f, int flags) {
  if (disk_faults.sync_code != SQLITE_OK) return disk_faults.sync_code;
  if (ours(f)->is_main_file && disk_faults.main_file_sync_code != SQLITE_OK)
    return disk_faults.main_file_sync_code;
  return methods(f)->xSync(real(f), flags);
}
inline int file_size(sqlite3_file* f, sqlite3_int64* size) {
  return methods(f)->xFileSize(real(f), size);
}
inline int lock(sqlite3_file* f, int kind) {
  return methods(f)->xLock(real(f), kind);
}
inline int unlock(sqlite3_file* f, int kind) {
  return methods(f)->xUnlock(real(f), kind);
}
inline int check_reserved_lock(sqlite3_file* f, int* held) {
  return methods(f)->xCheckReservedLock(real(f), held);
}
inline int file_control(sqlite3_file* f, int what, void* argument) {
  return methods(f)->xFileControl(real(f), what, argument);
}
inline int sector_size(sqlite3_file* f) {
  return methods(f)->xSectorSize(real(f));
}
inline int device_characteristics(sqlite3_file* f) {
  return methods(f)->xDeviceCharacteristics(real(f));
}
inline int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** to) {
  return methods(f)->xShmMap(real(f), page, size, extend, to);
}
inline int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return methods(f)->xShmLock(real(f), offset, n, flags);
}
inline void shm_barrier(sqlite3_file* f) {
  methods(f)->xShmBarrier(real(f));
}
inline int shm_unmap(sqlite3_file* f, int remove) {
  return methods(f)->xShmUnmap(real(f), remove);
}

inline constexpr sqlite3_io_methods kMethods = {2,
                                                close,
                                                read,
                                                write,
                                                truncate,
                                                sync,
                                                file_size,
                                                lock,
                                                unlock,
                                                check_reserved_lock,
                                                file_control,
                                                sector_size,
                                                device_characteristics,
                                                shm_map,
                                                shm_lock,
                                                shm_barrier,
                                                shm_unmap,
                                                nullptr,
                                                nullptr};

inline int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  const int code = system()->xOpen(system(), name, real(f), flags, out_flags);
  ours(f)->is_main_file = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  f->pMethods = methods(f) == nullptr ? nullptr : &kMethods;
  return code;
}

}  // namespace failing_vfs

/// Makes kFailingVfs known to SQLite, with a healthy disk. Idempotent.
inline void register_failing_vfs() {
  disk_faults.sync_code = SQLITE_OK;
  disk_faults.main_file_sync_code = SQLITE_OK;
  disk_faults.write_code = SQLITE_OK;
  static sqlite3_vfs vfs = [] {
    sqlite3_initialize();
    sqlite3_vfs layer = *failing_vfs::system();
    layer.szOsFile += static_cast<int>(sizeof(failing_vfs::File));
    layer.zName = kFailingVfs;
    layer.pNext = nullptr;
    layer.xOpen = failing_vfs::open;
    return layer;
  }();
  sqlite3_vfs_register(&vfs, 0);
}

}  // namespace truceline::app
