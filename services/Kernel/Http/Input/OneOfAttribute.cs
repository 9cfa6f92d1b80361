using System.ComponentModel.DataAnnotations;

namespace Kernel.Http;

/// <summary>
/// The member or parameter is a word, or a list of words, from a closed set. Refusals and the OpenAPI document list the set.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute(params string[] values) : ValidationAttribute
{
    public IReadOnlyList<string> Values => values;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Words.Judge(value, validationContext, word => values.Contains(word) ? null : $"Send one of: {string.Join(", ", values)}.");
}
