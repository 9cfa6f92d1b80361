using Contracts;

namespace Kernel.Http;

/// <summary>The problem types of a service. Each has a stable URI that a client may switch on (RFC 9457).</summary>
/// <param name="service">The service's name, or empty for the types of all services.</param>
public sealed class ProblemCatalogue(string service)
{
    private readonly List<ProblemType> types = [];

    /// <summary>All defined types, for the documentation at <c>/problems/&lt;service&gt;</c>.</summary>
    public IReadOnlyList<ProblemType> Types => types;

    public ProblemType Define(string name, int status, string title)
    {
        var type = new ProblemType(service.Length == 0 ? $"/problems/{name}" : $"/problems/{service}/{name}", status, title);
        types.Add(type);
        return type;
    }
}

/// <summary>One kind of refusal.</summary>
/// <param name="Type">The stable URI reference of the problem.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="Title">The meaning, the same each time.</param>
public sealed record ProblemType(string Type, int Status, string Title)
{
    /// <summary>The type's name within its service, such as <c>slot-full</c>.</summary>
    public string Name => Type[(Type.LastIndexOf('/') + 1)..];

    /// <summary>The title in Chinese, or in English where it is missing.</summary>
    public string TitleIn(bool chinese) => chinese ? Chinese.Title(Type) ?? Title : Title;

    /// <inheritdoc cref="Refusal(ProblemType, Wording, string?, object?, object?)"/>
    public Refusal Refuse(Wording detail, string? rule = null, object? facts = null, object? change = null) =>
        new(this, detail, rule, facts, change);

    public Refusal Refuse(Verdict verdict, Wording detail) => Refuse(detail, verdict.Rule, verdict.Facts, verdict.Change);
}
