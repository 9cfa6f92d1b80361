using System.ComponentModel.DataAnnotations;

namespace FacultyCertification.Features.Decisions;

/// <summary>Opaque identifiers, each once, each of 1 to 100 characters without a space.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PanelAttribute() : ValidationAttribute("{0} names each member once, by 1 to 100 characters without a space.")
{
    private const int Longest = 100;

    public override bool IsValid(object? value) => value is IReadOnlyList<string> members
        && members.All(member => member is { Length: >= 1 and <= Longest } && !member.Any(char.IsWhiteSpace))
        && members.Distinct(StringComparer.Ordinal).Count() == members.Count;
}
