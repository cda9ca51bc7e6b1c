package org.selfsame.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void tellsItsListenerWhatHappens() {
        var events = new ArrayList<TaskEvent>();
        try (var meter = new Task(events::add).begin(Activity.LIST, 3)) {
            meter.add(1);
            meter.add(2);
        }
        assertThat(events).containsExactly(new TaskEvent.Started(Activity.LIST, 3),
                new TaskEvent.Advanced(Activity.LIST, 1, 3), new TaskEvent.Advanced(Activity.LIST, 3, 3),
                new TaskEvent.Finished(Activity.LIST));
    }

    @Test
    void endsTheWorkAtItsNextStepWhenCancelled() {
        var events = new ArrayList<TaskEvent>();
        var task = new Task(events::add);
        assertThatThrownBy(() -> {
            try (var meter = task.begin(Activity.LIST, -1)) {
                task.cancel();
                meter.add(1);
            }
        }).isInstanceOf(CancellationException.class);
        assertThat(events).last().isEqualTo(new TaskEvent.Finished(Activity.LIST));
        assertThat(task.isCancelled()).isTrue();
        assertThatThrownBy(() -> task.begin(Activity.LIST, 1)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aPartEndsAloneOrWithTheWhole() {
        var events = new ArrayList<TaskEvent>();
        var task = new Task(events::add);
        var first = task.part();
        var second = task.part();
        first.begin(Activity.LIST, 1).close();
        first.cancel();
        assertThat(first.isCancelled()).isTrue();
        assertThat(task.isCancelled()).isFalse();
        assertThat(second.isCancelled()).isFalse();
        task.cancel();
        assertThatThrownBy(second::checkCancelled).isInstanceOf(CancellationException.class);
        assertThat(events).hasSize(2);
    }
}
