package io.github.natcast.topology;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mappings as test tables and golden cases write them: {@code none}, {@code same}, {@code fixed:10111},
 * {@code offset:-5}, {@code range:10111-10115:20111} or {@code table:1:2,3:4}.
 */
public final class PortMappings {
    private PortMappings() {}

    public static PortMapping parse(String text) {
        String[] parts = text.split("[:,-]+", -1);
        int[] numbers = Arrays.stream(parts).skip(1).mapToInt(Integer::parseInt).toArray();
        return switch (parts[0]) {
            case "none" -> PortMapping.none();
            case "same" -> PortMapping.same();
            case "fixed" -> PortMapping.fixed(numbers[0]);
            case "offset" -> PortMapping.offset(text.contains(":-") ? -numbers[0] : numbers[0]);
            case "range" -> PortMapping.range(numbers[0], numbers[1], numbers[2]);
            case "table" -> {
                Map<Integer, Integer> table = new LinkedHashMap<>();
                for (int i = 0; i < numbers.length; i += 2) {
                    table.put(numbers[i], numbers[i + 1]);
                }
                yield PortMapping.table(table);
            }
            default -> throw new IllegalArgumentException("unknown mapping " + text);
        };
    }
}
