import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;

/** Checks one file with LanguageTool as often as asked; prints the findings and the CPU seconds of each time. */
public class Check {
  public static void main(String[] arguments) throws Exception {
    JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode("en-US"));
    String text = Files.readString(Path.of(arguments[1]));
    for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
      long begun = seconds();
      int findings = tool.check(text).size();
      System.out.println(findings + " " + (seconds() - begun) / 1e9);
    }
  }

  private static long seconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
