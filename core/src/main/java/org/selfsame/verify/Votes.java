package org.selfsame.verify;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.verify.Evidence.State;
import org.selfsame.verify.Verdict.Builders;

/// Counts what builders got: operators, not builders, keys or statements, because one operator with ten builders is
/// one party. An operator of whom one builder got a different file counts as different.
final class Votes {
    private Votes() {}

    static Builders count(List<Evidence.Rebuilt> rebuilt, int needed) {
        Map<String, State> answers = new HashMap<>();
        for (var one : rebuilt) {
            answers.merge(one.operator(), one.state(), Votes::graver);
        }
        Map<State, Integer> counts = new EnumMap<>(State.class);
        answers.values().forEach(state -> counts.merge(state, 1, Integer::sum));
        return new Builders(counts.getOrDefault(State.OK, 0), counts.getOrDefault(State.DIFFERENT, 0),
                answers.size() - counts.getOrDefault(State.NOT_ASKED, 0), needed);
    }

    private static State graver(State one, State other) {
        for (var state : List.of(State.DIFFERENT, State.OK, State.MISSING)) {
            if (one == state || other == state) {
                return state;
            }
        }
        return State.NOT_ASKED;
    }
}
