using System.Text.Json;
using System.Text.RegularExpressions;
using Kernel.Http;

namespace Kernel.Imports;

/// <summary>The first line of a CSV, and the JSON that it makes of each row.</summary>
internal sealed partial class Header
{
    private readonly IReadOnlyList<string> columns;
    private readonly List<(Member Member, List<(int Cell, string? First)> Cells)> key;
    private readonly List<(Member Member, List<(int Cell, string? First)> Cells)> request;

    public Header(IReadOnlyList<string> columns, IReadOnlyList<Member> key, IReadOnlyList<Member> request)
    {
        this.columns = columns;
        (this.key, this.request) = (Place(key), Place(request));
        IsReport = columns.Contains(ReportLine.Problem);
    }

    /// <summary>Whether the upload is the report of an earlier import, mended.</summary>
    public bool IsReport { get; }

    /// <summary>Why the columns do not fit; null if they do.</summary>
    public static Refusal? WhyNot(IReadOnlyList<string> columns, IReadOnlyList<Member> members)
    {
        List<string> allowed = [.. members.SelectMany(member => member.Columns())];
        var unknown = columns.Where(column => !ReportLine.Reasons.Contains(column)
            && !members.Any(member => Takes(member, column))).Distinct().ToList();
        var twice = columns.GroupBy(column => column).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        var missing = members.SelectMany(member => member.RequiredColumns()).Except(columns).ToList();
        return unknown.Count + twice.Count + missing.Count == 0
            ? null
            : ImportProblems.WrongColumns(unknown, twice, missing, allowed);
    }

    /// <summary>Writes what the single operation has in its path.</summary>
    public void WriteKey(Utf8JsonWriter json, string[] cells) => Write(json, key, cells);

    /// <summary>Writes the body of the single operation.</summary>
    public void WriteRequest(Utf8JsonWriter json, string[] cells) => Write(json, request, cells);

    private List<(Member, List<(int, string?)>)> Place(IReadOnlyList<Member> members) =>
        [.. members.Select(member => (member, CellsOf(member))).Where(placed => placed.Item2.Count > 0)];

    // The cells of an inner object are in the order of its members.
    private List<(int Cell, string? First)> CellsOf(Member member) => member.Form switch
    {
        Form.Object => [.. member.Inner.Select(inner => (columns.ToList().IndexOf(inner.Path), (string?)null))],
        Form.Pairs => [.. columns.Index().Where(column => Takes(member, column.Item))
            .Select(column => (column.Index, (string?)column.Item[(member.Path.Length + 1)..]))],
        _ => columns.Contains(member.Path) ? [(columns.ToList().IndexOf(member.Path), null)] : [],
    };

    private static bool Takes(Member member, string column) => member.Form switch
    {
        Form.Object => member.Inner.Any(inner => Takes(inner, column)),
        Form.Pairs => column.Length > member.Path.Length + 1 && column.StartsWith(member.Path + ".", StringComparison.Ordinal),
        _ => member.Path == column,
    };

    private static void Write(Utf8JsonWriter json, List<(Member Member, List<(int Cell, string? First)> Cells)> members, string[] cells)
    {
        json.WriteStartObject();
        foreach (var (member, places) in members)
        {
            if (!places.Exists(place => place.Cell >= 0 && cells[place.Cell].Length > 0)) continue;
            json.WritePropertyName(member.Name);
            if (member.Form is Form.Object) WriteObject(json, member, places, cells);
            else if (member.Form is Form.Pairs) WritePairs(json, member, places, cells);
            else Write(json, member.Form, cells[places[0].Cell]);
        }
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, Member member, List<(int Cell, string? First)> places, string[] cells)
    {
        json.WriteStartObject();
        foreach (var (inner, place) in member.Inner.Zip(places))
        {
            if (place.Cell < 0 || cells[place.Cell].Length == 0) continue;
            json.WritePropertyName(inner.Name);
            Write(json, inner.Form, cells[place.Cell]);
        }
        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, Member member, List<(int Cell, string? First)> places, string[] cells)
    {
        json.WriteStartArray();
        foreach (var (cell, first) in places)
        {
            if (cells[cell].Length == 0) continue;
            json.WriteStartObject();
            json.WriteString(member.Inner[0].Name, first);
            json.WritePropertyName(member.Inner[1].Name);
            Write(json, member.Inner[1].Form, cells[cell]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // What is no number stays a text, and the reader of the body refuses it by name.
    private static void Write(Utf8JsonWriter json, Form form, string cell)
    {
        switch (form)
        {
            case Form.Number when Number().IsMatch(cell): json.WriteRawValue(cell); break;
            case Form.YesOrNo when bool.TryParse(cell, out var yes): json.WriteBooleanValue(yes); break;
            case Form.Texts:
                json.WriteStartArray();
                foreach (var text in cell.Split(';', StringSplitOptions.TrimEntries)) json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(cell); break;
        }
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
