package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds a message. Only the first issue is kept, the others are counted. */
public final class MessageBuilder {

    private String summary;

    private String firstIssue;

    private long issueCount;

    private final Set<String> resolutions = new LinkedHashSet<>();

    MessageBuilder() {
    }

    MessageBuilder(final Message message) {
        summary = message.getSummary();
        firstIssue = message.issue();
        issueCount = firstIssue == null ? 0 : 1;
        resolutions.addAll(message.getResolutions());
    }

    public Optional<String> getSummary() {
        return Optional.ofNullable(summary);
    }

    public MessageBuilder withSummary(final String newSummary) {
        summary = newSummary;
        return this;
    }

    public MessageBuilder addTextIssue(final String description) {
        if (firstIssue == null) {
            firstIssue = description;
        }
        issueCount++;
        return this;
    }

    public MessageBuilder addRowIssue(final int portIndex, final int columnIndex, final long rowIndex,
        final String description) {
        return addTextIssue("Input " + portIndex + ", row " + (rowIndex + 1) + ", column " + (columnIndex + 1) + ": "
            + description);
    }

    public MessageBuilder addRowIssue(final int portIndex, final long rowIndex, final String description) {
        return addTextIssue("Input " + portIndex + ", row " + (rowIndex + 1) + ": " + description);
    }

    public MessageBuilder addResolutions(final String... texts) {
        resolutions.addAll(List.of(texts));
        return this;
    }

    public Optional<String> getFirstIssue() {
        return Optional.ofNullable(firstIssue);
    }

    public long getIssueCount() {
        return issueCount;
    }

    /** The message, or nothing if there is no summary. */
    public Optional<Message> build() {
        return summary == null ? Optional.empty()
            : Optional.of(new Message(summary, firstIssue, new ArrayList<>(resolutions)));
    }
}
