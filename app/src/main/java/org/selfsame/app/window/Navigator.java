package org.selfsame.app.window;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.app.window.widget.Screen;

/// Which screen is shown, and which ones lie beneath it. The first is always there.
public final class Navigator {
    private final List<Screen> stack = new ArrayList<>();
    private final Display display;

    /// What screens are shown in.
    public interface Display {

        /// Shows a screen.
        ///
        /// @param canGoBack whether another one lies beneath
        void display(Screen screen, boolean canGoBack);
    }

    /// @param display puts a screen into the window
    public Navigator(Display display) {
        this.display = display;
    }

    /// The screen that is shown.
    public Screen current() {
        return stack.getLast();
    }

    /// Whether going back leads anywhere.
    public boolean canGoBack() {
        return stack.size() > 1;
    }

    /// Shows `screen` above the current one.
    public void open(Screen screen) {
        if (!stack.isEmpty()) {
            current().hidden();
        }
        stack.add(screen);
        present();
    }

    /// Drops all screens but the first and shows `screen` above it.
    public void restart(Screen screen) {
        current().hidden();
        stack.subList(1, stack.size()).clear();
        stack.add(screen);
        present();
    }

    /// Puts `fresh` in the place of `old`, which may lie beneath others; does nothing if `old` is gone.
    public void replace(Screen old, Screen fresh) {
        int place = stack.indexOf(old);
        if (place < 0) {
            return;
        }
        boolean shown = place == stack.size() - 1;
        if (shown) {
            old.hidden();
        }
        stack.set(place, fresh);
        if (shown) {
            present();
        }
    }

    /// Goes back one screen, if there is one.
    public void back() {
        if (canGoBack()) {
            current().hidden();
            stack.removeLast().left();
            present();
        }
    }

    private void present() {
        display.display(current(), canGoBack());
        current().shown();
    }
}
