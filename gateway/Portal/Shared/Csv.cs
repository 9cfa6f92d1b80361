using System.Text;

namespace Gateway.Portal.Shared;

/// <summary>Reads a list of the API that came as CSV.</summary>
public static class Csv
{
    /// <summary>The cells, line by line. A cell in quotation marks may have commas, line ends and doubled marks.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string csv)
    {
        var text = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        List<IReadOnlyList<string>> lines = [];
        List<string> line = [];
        var (cell, isQuoted) = (new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (isQuoted && letter == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else if (letter == '"') isQuoted = !isQuoted;
            else if (isQuoted || letter is not (',' or '\n')) cell.Append(letter);
            else
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (letter != '\n') continue;
                lines.Add(line);
                line = [];
            }
        }
        return lines;
    }
}
