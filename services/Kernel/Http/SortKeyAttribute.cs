namespace Kernel.Http;

/// <summary>
/// Lists of such things may be sorted by this member of the reply. It is never null; the row's column has its name, and an index.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SortKeyAttribute : Attribute;
