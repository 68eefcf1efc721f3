import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Asks veraPDF whether files hold to profiles: java -cp JAR Judge.java PROFILE FILE PROFILE FILE...
 *
 * Prints a line a question: "ok" or the rules that are broken, parted by tabs. The jar that carries the engine has lost
 * what reads its own profiles, so they are read here.
 */
public class Judge {
  private static final Map<String, String> PROFILES =
      Map.of("ua1", "PDFUA-1", "1a", "PDFA-1A", "2a", "PDFA-2A", "2b", "PDFA-2B", "3a", "PDFA-3A");

  public static void main(String[] words) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> read = new HashMap<>();
    for (int n = 0; n < words.length; n += 2) {
      if (!read.containsKey(words[n])) {
        read.put(words[n], profile(words[n]));
      }
      System.out.println(judged(new File(words[n + 1]), read.get(words[n])));
    }
  }

  private static String judged(File file, ValidationProfile profile) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 20, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      if (result.isCompliant()) {
        return "ok";
      }
      Set<String> broken = new TreeSet<>();
      for (TestAssertion each : result.getTestAssertions()) {
        broken.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber() + " " + each.getMessage());
      }
      return String.join("\t", broken).replace('\n', ' ');
    }
  }

  private static ValidationProfile profile(String name) throws Exception {
    Element root = document("org/verapdf/pdfa/validation/" + PROFILES.get(name) + ".xml");
    Set<Rule> rules = new HashSet<>();
    for (Element each : all(root, "rule")) {
      rules.add(rule(each));
    }
    Set<Variable> variables = new HashSet<>();
    for (Element each : all(root, "variable")) {
      variables.add(Profiles.variableFromValues(
          each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
    }
    return Profiles.profileFromValues(
        PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(name, name, "", new Date()), "", rules, variables);
  }

  private static Rule rule(Element each) {
    Element id = all(each, "id").get(0);
    Element error = all(each, "error").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : all(error, "argument")) {
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
    }
    Boolean deferred = each.hasAttribute("deferred") ? Boolean.valueOf(each.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber"))),
        each.getAttribute("object"), deferred, each.getAttribute("tags"), text(each, "description"), text(each, "test"),
        Profiles.errorFromValues(text(error, "message"), arguments), new ArrayList<>());
  }

  private static Element document(String resource) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (InputStream stream = Profiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException("The jar lacks " + resource);
      }
      return factory.newDocumentBuilder().parse(stream).getDocumentElement();
    }
  }

  private static List<Element> all(Element root, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = root.getElementsByTagNameNS("*", name);
    for (int n = 0; n < nodes.getLength(); n++) {
      found.add((Element) nodes.item(n));
    }
    return found;
  }

  /** The text of a child of its own, not of one deeper down. */
  private static String text(Element root, String name) {
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (name.equals(node.getLocalName())) {
        return node.getTextContent();
      }
    }
    return "";
  }
}
