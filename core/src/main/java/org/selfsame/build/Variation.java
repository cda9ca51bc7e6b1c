package org.selfsame.build;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.selfsame.sandbox.SandboxException;
import org.selfsame.sandbox.Surroundings;

/// What a second build changes, so that whatever depends on it shows. Everything here is free to change: no byte of an image
/// may depend on it. Where the list comes from: what reprotest and tests.reproducible-builds.org vary.
public enum Variation {
    /// The clock is more than a year ahead. In namespaces that takes libfaketime, which the lock names where the archives
    /// have it; without it, builds see no other difference of the clock than the time that passes between them.
    TIME(it -> it.clockOffset = Duration.ofDays(398).plusHours(6).plusMinutes(23)),
    /// The time zone is the farthest ahead of UTC.
    TIME_ZONE(it -> it.timeZone = "<+14>-14"),
    /// The locale is that of POSIX, where text beyond ASCII is bytes.
    LOCALE(it -> it.locale = "C"),
    /// New files are closed to others; but not those of hooks, which are promised the umask 022.
    UMASK(it -> it.umask = 027),
    /// The user has another name and home.
    USER(it -> {
        it.user = "somebody";
        it.home = "/home/somebody";
    }),
    /// The computer has another name.
    HOST_NAME(it -> it.hostName = "another"),
    /// The inputs are found elsewhere.
    BUILD_PATH(it -> it.inputs = "/run/elsewhere/below"),
    /// There are variables more.
    ENVIRONMENT(it -> it.environment.putAll(Map.of("CAPTURE_ENVIRONMENT", "captured", "SHLVL", "7"))),
    /// There is one processor.
    PROCESSORS(it -> it.processors = 1),
    /// The root lies on a disk instead of in memory, or the reverse: directories list their entries in another order, and
    /// have other sizes and numbers of links.
    FILE_SYSTEM(it -> it.disk = !it.disk),
    /// The other kind of sandbox: in a virtual machine instead of namespaces, or the reverse. Its kernel, memory and
    /// processor are others. It is not among what is varied without being asked for, since a machine that is emulated takes
    /// some fifteen times as long.
    SANDBOX(_ -> {});

    // each value's is a constant lambda
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<Draft> change;

    Variation(Consumer<Draft> change) {
        this.change = change;
    }

    /// All that one sandbox can vary by itself.
    public static Set<Variation> usual() {
        return EnumSet.complementOf(EnumSet.of(SANDBOX));
    }

    /// The surroundings with all of these variations.
    static Surroundings all(Iterable<Variation> variations, Surroundings surroundings) {
        var draft = new Draft(surroundings);
        variations.forEach(it -> it.change.accept(draft));
        return new Surroundings(draft.hostName, draft.user, draft.home, draft.umask, draft.locale, draft.timeZone,
                draft.environment, draft.clockOffset, draft.processors, draft.inputs, draft.disk);
    }

    /// What no other surroundings can be had of in some sandboxes, in the order in which they are given up.
    private static final List<Variation> DOUBTFUL = List.of(TIME, PROCESSORS);

    /// Work in surroundings that a sandbox may not have.
    @FunctionalInterface
    interface Attempt<T> {
        /// @throws SandboxException if the sandbox does not have them
        /// @throws IOException if something else goes wrong
        T in(Surroundings surroundings) throws IOException;
    }

    /// Works with all of these variations that the sandbox can make.
    ///
    /// @param varied what is to be varied; what cannot be goes over to `notVaried`
    /// @throws IOException as the work
    static <T> T asFarAsPossible(Set<Variation> varied, Set<Variation> notVaried, Surroundings surroundings,
            Attempt<T> attempt) throws IOException {
        while (true) {
            try {
                return attempt.in(all(varied, surroundings));
            } catch (SandboxException e) {
                var culprit = DOUBTFUL.stream().filter(varied::contains).findFirst();
                if (e.reason() != SandboxException.Reason.CANNOT_VARY || culprit.isEmpty()) {
                    throw e;
                }
                varied.remove(culprit.get());
                notVaried.add(culprit.get());
            }
        }
    }

    /// The surroundings that [#asFarAsPossible] may come to, in its order.
    static List<Surroundings> possible(Set<Variation> varied, Surroundings surroundings) {
        var left = EnumSet.copyOf(varied);
        var possible = new ArrayList<>(List.of(all(left, surroundings)));
        for (var each : DOUBTFUL) {
            if (left.remove(each)) {
                possible.add(all(left, surroundings));
            }
        }
        return possible;
    }

    private static final class Draft {
        private final Map<String, String> environment;
        private String hostName;
        private String user;
        private String home;
        private int umask;
        private String locale;
        private String timeZone;
        private Duration clockOffset;
        private int processors;
        private String inputs;
        private boolean disk;

        private Draft(Surroundings from) {
            environment = new TreeMap<>(from.environment());
            hostName = from.hostName();
            user = from.user();
            home = from.home();
            umask = from.umask();
            locale = from.locale();
            timeZone = from.timeZone();
            clockOffset = from.clockOffset();
            processors = from.processors();
            inputs = from.inputs();
            disk = from.disk();
        }
    }
}
