package org.selfsame.format.sqlite;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// SQLite 3 databases. An entry is a page, by its number.
public final class SqliteFormat extends PartsFormat {

    /// The one instance needed.
    public SqliteFormat() {
        super("sqlite");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "SQLite format 3\0") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new SqliteSurvey();
    }
}
