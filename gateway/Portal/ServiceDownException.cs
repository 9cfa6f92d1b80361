namespace Gateway.Portal;

/// <summary>A service does not answer now.</summary>
public sealed class ServiceDownException(string service) : Exception($"{service} does not answer.")
{
    /// <summary>Its name in paths, such as <c>enrollment</c>.</summary>
    public string Service => service;
}
