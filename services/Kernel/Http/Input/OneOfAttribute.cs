using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Kernel.Http;

/// <summary>
/// The member or parameter is a word, or a list of words, from a closed set. Refusals and the OpenAPI document list the set. On a member of
/// a reply it is there for the document alone.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute(params string[] values) : ValidationAttribute
{
    /// <param name="constants">The class whose constants are the words, such as the states of a thing.</param>
    public OneOfAttribute(Type constants) : this(ConstantsOf(constants)) { }

    public IReadOnlyList<string> Values => values;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Words.Judge(value, validationContext, word => values.Contains(word) ? null : $"Send one of: {string.Join(", ", values)}.");

    private static string[] ConstantsOf(Type type) =>
    [
        .. type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field is { IsLiteral: true, IsPrivate: false } && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
