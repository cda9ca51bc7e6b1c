package org.selfsame.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.recipe.Recipe.Hook;
import org.selfsame.recipe.Recipe.Named;
import org.selfsame.recipe.Recipe.Unsupported;
import org.selfsame.tree.Name;

/// What the directories of a recipe hold, sorted by what it is for.
final class Found {
    final ShellSettings shell = new ShellSettings();
    final List<Named> packageLists = new ArrayList<>();
    final List<Named> localPackages = new ArrayList<>();
    final List<Named> sources = new ArrayList<>();
    final List<Named> keys = new ArrayList<>();
    final List<Named> pins = new ArrayList<>();
    final List<Named> preseeds = new ArrayList<>();
    final NavigableMap<HookPlace, Hook> hooks = new TreeMap<>();
    final NavigableMap<Name, Contents.Kept> before = new TreeMap<>();
    final NavigableMap<Name, Contents.Kept> after = new TreeMap<>();
    final NavigableMap<Name, Contents.Kept> binary = new TreeMap<>();
    final NavigableMap<Name, Contents.Kept> boot = new TreeMap<>();
    final NavigableMap<String, String> serials = new TreeMap<>();
    final List<String> excludes = new ArrayList<>();
    final List<Unsupported> unsupported = new ArrayList<>();
    @Nullable
    Content sort;
    boolean tails;

    /// Where a hook stands in the order of all: first by directory, then by the bytes of its name.
    ///
    /// @param rank of the directory
    record HookPlace(int rank, Name name) implements Comparable<HookPlace> {
        @Override
        public int compareTo(HookPlace other) {
            return rank != other.rank ? Integer.compare(rank, other.rank) : name.compareTo(other.name);
        }
    }
}
