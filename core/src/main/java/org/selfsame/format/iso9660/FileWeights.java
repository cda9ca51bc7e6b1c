package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.tree.Limits;
import org.selfsame.tree.NotWrittenException;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Weights that put the files of an image into the order in which they lie in it: see [FileOrder].
final class FileWeights {
    /// Characters of all paths: deep directories of long names would fill the memory with them.
    private static final int MOST_CHARACTERS = 1 << 26;
    /// Files that are named; each is looked for in its directory.
    private static final int MOST_WEIGHTS = 1 << 14;

    private FileWeights() {}

    /// A file and its place, by the order of the tree and in the image.
    private record Placed(String path, int number, long offset) {}

    /// The path of the first name of each file that has bytes, by their offset in the image, in the order of the tree.
    static Map<Long, String> paths(Tree tree, Limits limits) throws IOException {
        var paths = new LinkedHashMap<Long, String>();
        var characters = new long[1];
        Walk.of(tree, limits, (path, entry) -> {
            if (entry instanceof IsoFile file && !file.sections().isEmpty()) {
                paths.putIfAbsent(file.sections().getFirst().offset(), path);
                characters[0] += path.length();
                if (characters[0] > MOST_CHARACTERS) {
                    throw Iso.bad(0, "the paths of files have more than " + MOST_CHARACTERS + " characters");
                }
            }
        });
        return paths;
    }

    /// The weights, by path; none if files lie in the order of the tree.
    ///
    /// @param first offsets of what comes first anyhow
    /// @throws NotWrittenException if too many files would have to be named
    static Map<String, Integer> of(Tree tree, Collection<Long> first, Limits limits) throws IOException {
        var files = new ArrayList<Placed>();
        paths(tree, limits).forEach((offset, path) -> {
            if (!first.contains(offset)) {
                files.add(new Placed(path, files.size(), offset));
            }
        });
        files.sort(Comparator.comparingLong(Placed::offset));
        var runs = new ArrayList<List<Placed>>();
        int before = Integer.MAX_VALUE;
        for (var file : files) {
            if (file.number < before) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(file);
            before = file.number;
        }
        var weights = new LinkedHashMap<String, Integer>();
        int weight = runs.size();
        for (var run : runs) {
            weight--;
            if (weight > 0) {
                if (weights.size() + run.size() > MOST_WEIGHTS) {
                    throw new NotWrittenException(Iso.FORMAT, "an order of files for which more than " + MOST_WEIGHTS
                            + " would have to be named");
                }
                for (var file : run) {
                    weights.put(file.path, weight);
                }
            }
        }
        return weights;
    }
}
