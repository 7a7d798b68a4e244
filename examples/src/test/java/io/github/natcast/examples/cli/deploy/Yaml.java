package io.github.natcast.examples.cli.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads what was written, as YAML 1.2; a key that stands twice is refused. */
final class Yaml {
    private Yaml() {}

    static List<Object> documents(String text) {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        List<Object> all = new ArrayList<>();
        new Load(settings).loadAllFromString(text).forEach(all::add);
        return all;
    }

    /** What is below the keys, of maps, and the indices, of lists. */
    static Object at(Object document, Object... path) {
        Object here = document;
        for (Object step : path) {
            Object next = here instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) here).get(step);
            if (next == null) {
                throw new AssertionError("there is no " + step + " in " + here);
            }
            here = next;
        }
        return here;
    }

    static boolean has(Object document, String key) {
        return ((Map<?, ?>) document).containsKey(key);
    }
}
