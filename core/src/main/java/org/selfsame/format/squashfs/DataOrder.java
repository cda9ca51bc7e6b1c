package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.squashfs.SquashfsLikeness.File;
import org.selfsame.task.Task;

/// The order in which the bytes of files were written, as far as it has left traces: blocks lie one behind the other, short
/// files follow each other in fragment blocks, and a fragment block lies where it was when the next one was begun. What
/// these leave open becomes as close to the order within a priority, from the end of the tree to its start, as it can. Files
/// whose bytes were there already, and empty ones, are left out.
final class DataOrder {
    private final @Nullable LookupTable fragments;
    private final List<Run> runs = new ArrayList<>();
    private final List<File> parts = new ArrayList<>();

    private DataOrder(@Nullable LookupTable fragments) {
        this.fragments = fragments;
    }

    /// A file that has blocks.
    ///
    /// @param stored whether some of them are not just zeros
    private record Run(File file, boolean stored) {}

    private record Place(long fragment, long offset) {}

    /// @param files in the order of the tree
    /// @throws IOException if a list of blocks or the table of fragments cannot be read, or is broken
    static List<File> of(List<File> files, Image image, Tables tables, Task task) throws IOException {
        var order = new DataOrder(tables.fragments());
        var starts = new HashSet<Long>();
        var places = new HashSet<Place>();
        for (var file : files) {
            task.checkCancelled();
            var body = file.body;
            if (body.blockCount(image.superblock().blockLog()) > 0) {
                var list = BlockList.read(image, tables.inodes(), body);
                boolean stored = list.end() > list.start();
                if (!stored || starts.add(body.start())) {
                    order.runs.add(new Run(file, stored));
                }
            } else if (body.size() > 0 && places.add(new Place(body.fragment(), body.fragmentOffset()))) {
                order.parts.add(file);
            }
        }
        return order.merge();
    }

    private List<File> merge() throws IOException {
        Comparator<File> towardsTheStart = Comparator.comparingInt((File file) -> file.last).reversed();
        runs.sort(Comparator.comparingLong((Run run) -> run.file.body.start()).thenComparing(Run::stored)
                .thenComparing(Run::file, towardsTheStart));
        parts.sort(Comparator.comparingLong((File file) -> file.body.fragment())
                .thenComparingLong(file -> file.body.fragmentOffset()));
        var merged = new ArrayList<File>();
        int run = 0;
        int part = 0;
        long open = -1;
        long closed = Long.MAX_VALUE;
        int before = -1;
        while (run < runs.size() || part < parts.size()) {
            var nextRun = run < runs.size() ? runs.get(run).file : null;
            var nextPart = part < parts.size() ? parts.get(part) : null;
            if (nextRun != null && (nextPart == null || comesFirst(nextRun, nextPart, open, closed, before))) {
                merged.add(nextRun);
                run++;
            } else if (nextPart != null) {
                merged.add(nextPart);
                part++;
                if (nextPart.body.fragment() != open) {
                    open = nextPart.body.fragment();
                    closed = position(open);
                }
            }
            before = merged.getLast().last;
        }
        return merged;
    }

    /// @param open number of the last fragment block that was begun
    /// @param closed where it lies
    /// @param before place of the file that was written last
    private static boolean comesFirst(File run, File part, long open, long closed, int before) {
        if (run.body.start() > closed) {
            return false;
        }
        if (open >= 0 && part.body.fragment() != open) {
            return true;
        }
        boolean runFits = run.last < before;
        boolean partFits = part.last < before;
        return runFits == partFits ? run.last > part.last : runFits;
    }

    private long position(long fragment) throws IOException {
        return fragments == null ? Long.MAX_VALUE : LittleEndian.i64(fragments.record(fragment), 0);
    }
}
