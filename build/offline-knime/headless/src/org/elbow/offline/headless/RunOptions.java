package org.elbow.offline.headless;

import java.io.PrintStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to run, and how.
 *
 * @param folder the workflow folder
 * @param variables values for workflow variables, as text, by their names
 * @param output the folder that takes the results, empty if they are not to be kept
 * @param extensions finds node factories, and the {@code plugin.xml} that register them
 * @param pluginFiles further files that register nodes and port types, where the class loader does not find them
 * @param console takes what is said to the user
 * @param terminal whether the console is a terminal, on which a line can be written anew
 */
public record RunOptions(Path folder, Map<String, String> variables, Optional<Path> output, ClassLoader extensions,
    List<URL> pluginFiles, PrintStream console, boolean terminal) {

    /** Keeps copies. */
    public RunOptions {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(output);
        Objects.requireNonNull(extensions);
        Objects.requireNonNull(console);
        variables = Map.copyOf(variables);
        pluginFiles = List.copyOf(pluginFiles);
    }

    /**
     * @param folder the workflow folder
     * @param extensions finds node factories, and the {@code plugin.xml} that register them
     * @param console takes what is said to the user
     * @return options without variables, whose results are not kept
     */
    public static RunOptions of(final Path folder, final ClassLoader extensions, final PrintStream console) {
        return new RunOptions(folder, Map.of(), Optional.empty(), extensions, List.of(), console, false);
    }

    /**
     * @param newVariables values for workflow variables, as text, by their names
     * @return the same options with these variables
     */
    public RunOptions withVariables(final Map<String, String> newVariables) {
        return new RunOptions(folder, newVariables, output, extensions, pluginFiles, console, terminal);
    }

    /**
     * @param newOutput the folder that takes the results
     * @return the same options with this folder
     */
    public RunOptions withOutput(final Path newOutput) {
        return new RunOptions(folder, variables, Optional.of(newOutput), extensions, pluginFiles, console, terminal);
    }

    /**
     * @param newPluginFiles further files that register nodes and port types
     * @return the same options with these files
     */
    public RunOptions withPluginFiles(final List<URL> newPluginFiles) {
        return new RunOptions(folder, variables, output, extensions, newPluginFiles, console, terminal);
    }
}
