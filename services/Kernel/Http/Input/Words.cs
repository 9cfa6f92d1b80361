using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Kernel.Http;

/// <summary>The member or parameter is a code, or a list of codes: visible characters without blanks.</summary>
/// <param name="most">The most characters of one.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CodeAttribute(int most = 40) : ValidationAttribute
{
    public int Most => most;

    /// <summary>The pattern of this kind of code, if it has one.</summary>
    public string? Pattern { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Words.Judge(
            value,
            validationContext,
            code => Characters.OfCode(code, most) ?? (Pattern is null || Regex.IsMatch(code, Pattern)
                ? null
                : $"It does not match the pattern {Pattern}."));
}

/// <summary>The member or parameter is a name, or a list of names: one line that begins and ends with a visible character.</summary>
/// <param name="most">The most characters of one.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NameAttribute(int most = 200) : ValidationAttribute
{
    public int Most => most;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Words.Judge(value, validationContext, name => Characters.OfName(name, most));
}

/// <summary>The member is a text that may have several lines.</summary>
/// <param name="most">The most characters.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TextAttribute(int most) : ValidationAttribute
{
    public int Most => most;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Words.Judge(value, validationContext, text => Characters.OfText(text, most));
}

/// <summary>The member is accepted as it is, because every byte counts.</summary>
/// <param name="most">The most characters of it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VerbatimAttribute(int most) : ValidationAttribute
{
    public int Most => most;

    protected override ValidationResult? IsValid(
        object? value, ValidationContext validationContext) =>
        Words.Judge(value, validationContext, text => Characters.OfLength(text, most));
}

/// <summary>The member is a SHA-256 in lower-case hexadecimal.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class HashAttribute : ValidationAttribute
{
    public const string Pattern = "^[0-9a-f]{64}$";

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Words.Judge(
            value, validationContext, hash => Whole().IsMatch(hash) ? null : "Send a SHA-256 in lower-case hexadecimal: 64 digits.");

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}

/// <summary>Applies a rule for one word to a word, a list of words or null.</summary>
internal static class Words
{
    public static ValidationResult? Judge(object? value, ValidationContext context, Func<string, string?> judge)
    {
        var why = value switch
        {
            null => null,
            string word => judge(word),
            // The reader accepts null as an element of a list.
            IEnumerable<string?> words => words.Index()
                .Select(
                    word => (word.Item is null ? "null is not allowed." : judge(word.Item)) is { } wrong ? $"[{word.Index}] {wrong}" : null)
                .FirstOrDefault(wrong => wrong is not null),
            _ =>
                throw new InvalidOperationException(
                    $"{context.ObjectType.Name}.{context.MemberName} is neither a text nor a list of texts."),
        };
        return why is null ? ValidationResult.Success : new ValidationResult(why, [context.MemberName ?? ""]);
    }
}
