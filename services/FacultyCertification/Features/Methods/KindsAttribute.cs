using FacultyCertification.Rules;
using System.ComponentModel.DataAnnotations;

namespace FacultyCertification.Features.Methods;

/// <summary>Kinds of evidence, each once: 1 to 40 lower-case letters and hyphens, the first a letter.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KindsAttribute() : ValidationAttribute("{0} names each kind once, by 1 to 40 lower-case letters and hyphens.")
{
    /// <summary>One kind, as a request is checked.</summary>
    public const string Pattern = "^[a-z][a-z-]{0,39}$";

    private const int Longest = 40;

    public override bool IsValid(object? value) => value is IReadOnlyList<string> kinds
        && kinds.All(IsKind)
        && kinds.Distinct(StringComparer.Ordinal).Count() == kinds.Count;

    private static bool IsKind(string kind) => kind is { Length: >= 1 and <= Longest }
        && char.IsAsciiLetterLower(kind[0]) && kind.All(letter => char.IsAsciiLetterLower(letter) || letter == '-');
}

/// <summary>Levels of a method, each at most once.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachLevelOnceAttribute() : ValidationAttribute("{0} has each level at most once.")
{
    public override bool IsValid(object? value) => value is IReadOnlyList<MethodLevel> levels
        && levels.DistinctBy(level => level.Level, StringComparer.Ordinal).Count() == levels.Count;
}

/// <summary>Thresholds of a level, each kind at most once, and none of practice: its days have a member of their own.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachKindOnceAttribute() : ValidationAttribute(
    "{0} has each kind at most once, and neither practice nor practice-days: those days have a member of their own.")
{
    public override bool IsValid(object? value) => value is null || (value is IReadOnlyList<Threshold> thresholds
        && thresholds.All(threshold => threshold.Kind is not ("practice" or Condition.PracticeDays))
        && thresholds.DistinctBy(threshold => threshold.Kind, StringComparer.Ordinal).Count() == thresholds.Count);
}
