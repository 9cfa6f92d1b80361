using System.Globalization;
using System.Text.RegularExpressions;

namespace Access.Tests;

/// <summary>
/// A service's expected answers: one row an operation (or a variant of it, for a thing in another state), one column a kind of
/// organisation,
/// in it one entry a role.
/// </summary>
/// <remarks>
/// <c>Operation (variant) | own | other | answers to own | answers to other | answers to a token without an organisation</c>. An answer is
/// a
/// role, or * for all that are not named, and a status; for a list, <c>200+</c> shows the thing and <c>200-</c> does not.
/// </remarks>
public sealed partial record Table(IReadOnlyList<Row> Rows)
{
    /// <summary>The role of a token that has none.</summary>
    public const string NoRole = "no-role";

    public static IReadOnlyList<string> Roles { get; } =
    [
        Contracts.Roles.Authority, Contracts.Roles.Ops, Contracts.Roles.OrgAdmin, Contracts.Roles.Signatory, Contracts.Roles.Coordinator,
        Contracts.Roles.InternshipManager,
        Contracts.Roles.Registrar, Contracts.Roles.TeacherOffice, Contracts.Roles.Panel, Contracts.Roles.Learner, Contracts.Roles.Mentor,
        NoRole,
    ];

    private const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>Reads a table of a row a line; a line that begins with <c>|</c> goes on with the row above it.</summary>
    public static Table Parse(string text) => new([.. GoesOn().Replace(text, " |").Split('\n', Clean).Select(Row.Parse)]);

    [GeneratedRegex(@"\s*\n\s*\|")]
    private static partial Regex GoesOn();

    /// <summary>What the table and the document do not agree on; each says what to do.</summary>
    public IEnumerable<string> Differences(IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations.Where(operation => Rows.All(row => row.Operation != operation.Id)))
        {
            yield return $"{operation.Method} {operation.Path} has no row: add one that begins with {operation.Id}, and a recipe of that "
                + $"name that makes the thing it is about.";
        }
        foreach (var row in Rows.Where(row => operations.All(operation => operation.Id != row.Operation)))
        {
            yield return $"The row {row.Name} is of no operation: take it away.";
        }
        foreach (var operation in operations)
        {
            var allowed = Roles.Where(role => Rows.Where(row => row.Operation == operation.Id).SelectMany(row => row.Cells)
                .Any(cell => cell.For(role).Status != 403)).ToList();
            var declared = operation.Roles ?? Roles;
            if (!allowed.ToHashSet().SetEquals(declared))
            {
                yield return $"{operation.Id}: its x-roles are {string.Join(
                    ", ", declared)}, the table lets in {string.Join(", ", allowed)}.";
            }
        }
    }
}

/// <param name="Name">The operation, with its variant in brackets.</param>
/// <param name="Own">The code of the organisation that the thing is of, or that is a party to it.</param>
/// <param name="Other">The code of one that is verified and has nothing to do with it, or less.</param>
/// <param name="Cells">What is answered to the own one, to the other one, and to none.</param>
public sealed record Row(string Name, string Own, string Other, IReadOnlyList<Cell> Cells)
{
    public string Operation => Name.Split(' ')[0];

    /// <summary>A role that may do it for the own organisation, which is how a request becomes bad by one thing only; null where none
    /// may.</summary>
    public string? Doer => Table.Roles.FirstOrDefault(role => Cells[0].For(role).Status < 300);

    public override string ToString() => Name;

    internal static Row Parse(string line)
    {
        var columns = line.Split('|', StringSplitOptions.TrimEntries);
        return columns.Length == 6
            ? new Row(columns[0], columns[1], columns[2], [.. columns[3..].Select(Cell.Parse)])
            : throw new FormatException($"A row has six columns, not {columns.Length}: {line}");
    }
}

/// <param name="Status">The status of the answer.</param>
/// <param name="Shows">For a list, whether the thing is in it.</param>
public sealed record Answer(int Status, bool? Shows)
{
    public override string ToString() => $"{Status}{(Shows is { } shows ? shows ? "+" : "-" : "")}";

    internal static Answer Parse(string text) =>
        new(int.Parse(text.TrimEnd('+', '-'), CultureInfo.InvariantCulture), text[^1] switch { '+' => true, '-' => false, _ => null });
}

public sealed record Cell(IReadOnlyDictionary<string, Answer> Answers)
{
    public Answer For(string role) => Answers.GetValueOrDefault(role) ?? Answers["*"];

    internal static Cell Parse(string text) =>
        new(text.Split(',', StringSplitOptions.TrimEntries).Select(entry => entry.Split(' '))
            .ToDictionary(entry => entry[0], entry => Answer.Parse(entry[1])));
}
