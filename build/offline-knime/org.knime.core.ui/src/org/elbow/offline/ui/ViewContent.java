package org.elbow.offline.ui;

import java.util.Optional;

import org.knime.core.webui.page.Page;

/**
 * What a view shows.
 *
 * @param description the view in words
 * @param page its page
 * @param initialData what the page shows when it opens, as text (usually JSON); empty if it needs nothing
 */
public record ViewContent(String description, Page page, Optional<String> initialData) {
}
