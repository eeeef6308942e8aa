// SPDX-License-Identifier: Apache-2.0
//
// For tests only: SQLite's file layer with a disk that fails on demand. It passes every call to
// the system's layer and counts those that reach files; one of them, by number, can fail, do half
// its work, or be the last of the process, with or without the power going too.
// Any daemon that keeps its state in SQLite can be tested with it: open with kFailingVfs, and see
// fault_run.hpp.
#pragma once

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <map>
#include <mutex>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace truceline::app {

/// What call number `DiskFaults::at` does.
enum class Fault {
  none,
  kill_before,  ///< SIGKILL instead of it.
  kill_after,   ///< SIGKILL when it is done.
  power_loss,   ///< SIGKILL, and of what was written since each file's last sync only some
                ///< sectors of 512 bytes are there, chosen by `DiskFaults::seed`.
  io_error,     ///< Answers with an error; later calls work.
  io_errors,    ///< This and all later ones answer with an error.
  disk_full,    ///< A write that finds no room; others are let pass.
  short_write,  ///< A write that writes half and then finds no room; others are let pass.
};

/// What the disk does from now on; the same for all files opened through kFailingVfs.
struct DiskFaults {
  std::atomic<int> sync_code = SQLITE_OK;
  std::atomic<int> main_file_sync_code = SQLITE_OK;  // of the database, not of its log
  std::atomic<int> write_code = SQLITE_OK;

  std::atomic<Fault> fault = Fault::none;
  std::atomic<std::int64_t> at = 0;     ///< From 1 on; 0 is never.
  std::atomic<std::int64_t> calls = 0;  ///< Since it was set to 0.
  std::atomic<std::uint64_t> seed = 0;
};
inline DiskFaults disk_faults;
inline constexpr const char* kFailingVfs = "truceline-failing";

namespace failing_vfs {

/// Our file object; SQLite gives us room for it and for the real one behind it.
struct File {
  sqlite3_file base;
  bool is_main_file;
  std::string* path;
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

/// What was at a sector before it was written, while no sync has followed.
struct Unsynced {
  struct Sector {
    sqlite3_int64 at;
    std::vector<char> before;  // shorter where the file ended
  };
  std::vector<Sector> sectors;
  sqlite3_file* file = nullptr;  // any open one by that path
};
inline constexpr int kSector = 512;
inline std::mutex unsynced_mutex;                 // guards the next
inline std::map<std::string, Unsynced> unsynced;  // by path

inline void note_write(sqlite3_file* f, int n, sqlite3_int64 at) {
  if (disk_faults.fault != Fault::power_loss) return;
  const std::lock_guard lock(unsynced_mutex);
  Unsynced& kept = unsynced[*ours(f)->path];
  kept.file = f;
  for (sqlite3_int64 sector = at / kSector * kSector; sector < at + n; sector += kSector) {
    sqlite3_int64 size = 0;
    methods(f)->xFileSize(real(f), &size);
    const auto there = std::clamp<sqlite3_int64>(size - sector, 0, kSector);
    std::vector<char> before(static_cast<std::size_t>(there));
    if (there > 0) methods(f)->xRead(real(f), before.data(), static_cast<int>(there), sector);
    kept.sectors.push_back({sector, std::move(before)});
  }
}
inline void note_sync(sqlite3_file* f) {
  const std::lock_guard lock(unsynced_mutex);
  unsynced.erase(*ours(f)->path);
}

[[noreturn]] inline void die() {
  std::raise(SIGKILL);
  std::abort();
}

/// Takes back what a disk without power may not have kept: each sector by the toss of a coin.
[[noreturn]] inline void lose_power() {
  const std::lock_guard lock(unsynced_mutex);
  std::uint64_t dice = disk_faults.seed * 0x9e3779b97f4a7c15U + 1;
  for (auto& [path, kept] : unsynced)
    for (auto sector = kept.sectors.rbegin(); sector != kept.sectors.rend(); ++sector) {
      dice ^= dice << 13;
      dice ^= dice >> 7;
      dice ^= dice << 17;
      if ((dice >> 32 & 1) != 0) continue;
      sector->before.resize(kSector);  // beyond the old end: zeros
      methods(kept.file)->xWrite(real(kept.file), sector->before.data(), kSector, sector->at);
    }
  die();
}

inline bool is_this_one(Fault fault) {
  const std::int64_t number = ++disk_faults.calls;
  const std::int64_t at = disk_faults.at;
  return at != 0 && (number == at || (fault == Fault::io_errors && number > at));
}

/// Does `work`, unless this is the call at which something happens.
template <class Work>
int counted(int error_code, const Work& work) {
  const Fault fault = disk_faults.fault;
  if (!is_this_one(fault)) return work();
  switch (fault) {
    case Fault::kill_before:
      die();
    case Fault::power_loss:
      lose_power();
    case Fault::kill_after:
      static_cast<void>(work());
      die();
    case Fault::io_error:
    case Fault::io_errors:
      return error_code;
    default:
      return work();
  }
}

inline int close(sqlite3_file* f) {
  {
    const std::lock_guard lock(unsynced_mutex);
    const auto kept = unsynced.find(*ours(f)->path);
    if (kept != unsynced.end() && kept->second.file == f) unsynced.erase(kept);
  }
  delete ours(f)->path;
  return methods(f)->xClose(real(f));
}
inline int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  return counted(SQLITE_IOERR_READ, [=] { return methods(f)->xRead(real(f), to, n, at); });
}
inline int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (disk_faults.write_code != SQLITE_OK) return disk_faults.write_code;
  note_write(f, n, at);
  const auto some = [=](int bytes) { return methods(f)->xWrite(real(f), from, bytes, at); };
  const Fault fault = disk_faults.fault;
  if (fault != Fault::disk_full && fault != Fault::short_write)
    return counted(SQLITE_IOERR_WRITE, [=] { return some(n); });
  if (!is_this_one(fault)) return some(n);
  if (fault == Fault::short_write) some(n / 2);
  return SQLITE_FULL;
}
inline int truncate(sqlite3_file* f, sqlite3_int64 size) {
  return counted(SQLITE_IOERR_TRUNCATE, [=] { return methods(f)->xTruncate(real(f), size); });
}
inline int sync(sqlite3_file* f, int flags) {
  if (disk_faults.sync_code != SQLITE_OK) return disk_faults.sync_code;
  if (ours(f)->is_main_file && disk_faults.main_file_sync_code != SQLITE_OK)
    return disk_faults.main_file_sync_code;
  return counted(SQLITE_IOERR_FSYNC, [=] {
    const int code = methods(f)->xSync(real(f), flags);
    if (code == SQLITE_OK) note_sync(f);
    return code;
  });
}
inline int file_size(sqlite3_file* f, sqlite3_int64* size) {
  return counted(SQLITE_IOERR_FSTAT, [=] { return methods(f)->xFileSize(real(f), size); });
}
inline int lock(sqlite3_file* f, int kind) {
  return counted(SQLITE_IOERR_LOCK, [=] { return methods(f)->xLock(real(f), kind); });
}
inline int unlock(sqlite3_file* f, int kind) {
  return counted(SQLITE_IOERR_UNLOCK, [=] { return methods(f)->xUnlock(real(f), kind); });
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
  return counted(SQLITE_IOERR_SHMMAP,
                 [=] { return methods(f)->xShmMap(real(f), page, size, extend, to); });
}
inline int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  // Locks of shared memory do not reach a disk; giving one back cannot fail.
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
  f->pMethods = nullptr;
  return counted(SQLITE_CANTOPEN, [=] {
    const int code = system()->xOpen(system(), name, real(f), flags, out_flags);
    if (methods(f) == nullptr) return code;
    ours(f)->is_main_file = (flags & SQLITE_OPEN_MAIN_DB) != 0;
    ours(f)->path = new std::string(name != nullptr ? name : "");
    f->pMethods = &kMethods;
    return code;
  });
}
inline int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  return counted(SQLITE_IOERR_DELETE,
                 [=] { return system()->xDelete(system(), name, sync_folder); });
}
inline int access(sqlite3_vfs*, const char* name, int flags, int* found) {
  return counted(SQLITE_IOERR_ACCESS,
                 [=] { return system()->xAccess(system(), name, flags, found); });
}

}  // namespace failing_vfs

/// Makes kFailingVfs known to SQLite, with a healthy disk. Idempotent.
inline void register_failing_vfs() {
  disk_faults.sync_code = SQLITE_OK;
  disk_faults.main_file_sync_code = SQLITE_OK;
  disk_faults.write_code = SQLITE_OK;
  disk_faults.fault = Fault::none;
  disk_faults.at = 0;
  disk_faults.calls = 0;
  static sqlite3_vfs vfs = [] {
    sqlite3_initialize();
    sqlite3_vfs layer = *failing_vfs::system();
    layer.szOsFile += static_cast<int>(sizeof(failing_vfs::File));
    layer.zName = kFailingVfs;
    layer.pNext = nullptr;
    layer.xOpen = failing_vfs::open;
    layer.xDelete = failing_vfs::remove;
    layer.xAccess = failing_vfs::access;
    return layer;
  }();
  sqlite3_vfs_register(&vfs, 0);
}

}  // namespace truceline::app
