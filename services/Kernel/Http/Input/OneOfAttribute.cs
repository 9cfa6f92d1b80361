using System.ComponentModel.DataAnnotations;

namespace Kernel.Http;

/// <summary>The member or parameter is one of a closed set of words, or a list of such; a refusal names them, and so does the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute(params string[] values) : ValidationAttribute
{
    public IReadOnlyList<string> Values => values;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Words.Judge(value, validationContext, word => values.Contains(word) ? null : $"It is one of: {string.Join(", ", values)}.");
}
